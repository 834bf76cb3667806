import { ElMessage } from 'element-plus'

/** Says in passing that something has been done; never the only place where a refusal is told. */
export const notify = (message: string): void => void ElMessage({ message, type: 'success', plain: true, offset: 72 })
