import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Settings } from '../src/platform/files-s3.ts'
import { freePort } from '../src/platform/free-port.ts'

/** OpenStack Swift with its S3 interface; Debian: swift-proxy, swift-account, swift-container, swift-object. */
export const swiftIsInstalled = ['proxy', 'account', 'container', 'object'].every((name) =>
  existsSync(`/usr/bin/swift-${name}-server`),
)

/** The servers behind the proxy, one of each, on one folder. */
const backends = ['account', 'container', 'object'] as const
const user = userInfo().username
const common = (folder: string, port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}
devices = ${folder}
mount_check = false
fallocate_reserve = 0
`
/** Short pages, so that lists have more than one. */
const proxyApps = `[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = vn-test-1
max_bucket_listing = 10
[filter:tempauth]
use = egg:swift#tempauth
user_thuoc_thuoc = test-of-files .admin
[filter:slo]
use = egg:swift#slo
`

/** Where each backend finds its part: the same as nine calls of swift-ring-builder, in one. */
const makeRings = `
import sys
from swift.common.ring import RingBuilder
for name, port in zip(('account', 'container', 'object'), sys.argv[2:]):
    ring = RingBuilder(2, 1, 0)
    ring.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': int(port), 'device': 'disk', 'weight': 1, 'meta': ''})
    ring.rebalance()
    ring.get_ring().save(f'{sys.argv[1]}/{name}.ring.gz')
`

export type S3Server = Awaited<ReturnType<typeof startS3Server>>

/** A real S3 server with an empty bucket, on loopback. */
export async function startS3Server() {
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-s3-'))
  await mkdir(join(folder, 'disk'))
  await writeFile(join(folder, 'swift.conf'), '[swift-hash]\nswift_hash_path_suffix = thuoc\n')
  const ports = await Promise.all(backends.map(() => freePort()))
  const rings = spawnSync('/usr/bin/python3', ['-c', makeRings, folder, ...ports.map(String)], { encoding: 'utf8' })
  if (rings.status !== 0) throw new Error(`Swift has no rings: ${rings.stderr}`)
  for (const [at, name] of backends.entries()) {
    const app = `[pipeline:main]\npipeline = ${name}-server\n[app:${name}-server]\nuse = egg:swift#${name}\n`
    await writeFile(join(folder, `${name}.conf`), common(folder, ports[at] ?? 0) + app)
  }
  const port = await freePort()
  await writeFile(join(folder, 'proxy.conf'), common(folder, port) + proxyApps)

  const start = (name: string) =>
    spawn(`/usr/bin/swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: 'ignore' })
  const servers = backends.map(start)
  let proxy = start('proxy')
  const settings: S3Settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'vn-test-1',
    bucket: 'minh-chung',
    accessKeyId: 'thuoc:thuoc',
    secretAccessKey: 'test-of-files',
  }
  const client = new S3Client({
    ...settings,
    forcePathStyle: true,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
  })
  const createBucket = () => client.send(new CreateBucketCommand({ Bucket: settings.bucket }))
  await until(createBucket)
  // Whatever ends this process ends them too.
  const endAll = () => [proxy, ...servers].forEach((server) => server.kill('SIGKILL'))
  process.once('exit', endAll)

  return {
    settings,
    port,
    /** Without warning, in the middle of whatever it does. What it had stored stays. */
    kill: () => kill(proxy),
    startAgain: async () => {
      proxy = start('proxy')
      await until(() => fetch(settings.endpoint))
    },
    end: async () => {
      process.off('exit', endAll)
      for (const server of [proxy, ...servers]) await kill(server)
      await rm(folder, { recursive: true })
    },
  }
}

async function until(works: () => Promise<unknown>) {
  for (const end = Date.now() + 80_000; ; await sleep(200)) {
    const failure = await works().then(() => null, String)
    if (failure === null) return
    if (Date.now() > end) throw new Error(`Swift did not start: ${failure}`)
  }
}

async function kill(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}
