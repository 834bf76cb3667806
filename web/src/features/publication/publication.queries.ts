import { publish, type Call } from '@thuoc/shared'
import { call } from '../../platform/api/client.ts'
import { useFileMutation } from '../recognition/index.ts'

export const usePublish = () => useFileMutation((request: Call<typeof publish>) => call(publish, request))
