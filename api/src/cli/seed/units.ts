import type { Ownership, UnitType } from '@thuoc/shared'
import { findUnits, insertUnit, listSubtree, rootUnitId, type UnitRow } from '../../features/org/index.ts'
import { one, type Tx } from '../../platform/db/client.ts'

/** `key` is what user names begin with: `thcs1.hieutruong`. */
type Planned = { key: string; code: string; name: string; type: UnitType; ownership?: Ownership; under?: Planned[] }

const school = (key: string, type: UnitType, name: string, ownership: Ownership = 'public'): Planned => ({
  key,
  code: `MH-${key.toUpperCase()}`,
  name,
  type,
  ownership,
})
const primary = (at: number) => school(`th${at}`, 'primary', `Trường Tiểu học Minh Hoạ ${at}`)
const lower = (at: number) => school(`thcs${at}`, 'lower-secondary', `Trường THCS Minh Hoạ ${at}`)

/** Two provinces that do not exist: district offices as they were until 30/6/2025, and communes as they are since. */
const provinces: Planned[] = [
  {
    key: 'so',
    code: 'MH',
    name: 'Sở GDĐT tỉnh Minh Hoạ',
    type: 'province',
    under: [
      {
        key: 'phong1',
        code: 'MH-P1',
        name: 'Phòng GDĐT quận Minh Hoạ 1',
        type: 'district-office',
        under: [
          ...[1, 2, 3].map(primary),
          ...[1, 2, 3, 4].map(lower),
          school('lc1', 'multi-level', 'Trường TH và THCS Minh Hoạ 1', 'non-public'),
        ],
      },
      {
        key: 'phong2',
        code: 'MH-P2',
        name: 'Phòng GDĐT huyện Minh Hoạ 2',
        type: 'district-office',
        under: [primary(4), lower(5)],
      },
      {
        key: 'xa3',
        code: 'MH-X3',
        name: 'UBND xã Minh Hoạ 3 – Phòng Văn hoá – Xã hội',
        type: 'commune-office',
        under: [primary(5), lower(6)],
      },
      {
        key: 'phuong4',
        code: 'MH-X4',
        name: 'UBND phường Minh Hoạ 4 – Phòng Văn hoá – Xã hội',
        type: 'commune-office',
        under: [primary(6), school('mn1', 'kindergarten', 'Trường Mẫu giáo Minh Hoạ 1')],
      },
      school('thpt1', 'upper-secondary', 'Trường THPT Minh Hoạ 1'),
      school('thpt2', 'upper-secondary', 'Trường THPT Minh Hoạ 2'),
      school('thpt3', 'upper-secondary', 'Trường THPT Dân lập Minh Hoạ 3', 'non-public'),
      school('gdtx', 'continuing-education', 'Trung tâm GDTX tỉnh Minh Hoạ'),
      school('gdnn', 'vocational-continuing-education', 'Trung tâm GDNN – GDTX Minh Hoạ'),
    ],
  },
  {
    key: 'thidu',
    code: 'TD',
    name: 'Sở GDĐT tỉnh Thí Dụ',
    type: 'province',
    under: [
      {
        key: 'thidu-xa2',
        code: 'TD-X2',
        name: 'UBND xã Thí Dụ 2 – Phòng Văn hoá – Xã hội',
        type: 'commune-office',
      },
      {
        key: 'thidu-xa1',
        code: 'TD-X1',
        name: 'UBND xã Thí Dụ 1 – Phòng Văn hoá – Xã hội',
        type: 'commune-office',
        under: [
          { key: 'thidu-th1', code: 'TD-TH1', name: 'Trường Tiểu học Thí Dụ 1', type: 'primary', ownership: 'public' },
          {
            key: 'thidu-thcs1',
            code: 'TD-THCS1',
            name: 'Trường THCS Thí Dụ 1',
            type: 'lower-secondary',
            ownership: 'public',
          },
        ],
      },
    ],
  },
]
export type Places = {
  /** By key, in the order of the plan: superiors before what lies under them. */
  all: ReadonlyMap<string, UnitRow>
  /** @throws Error when there is no such unit */
  at: (key: string) => UnitRow
}

/** Whether the first of the invented provinces exists. */
export async function demonstrationIsMade(tx: Tx): Promise<boolean> {
  const known = await listSubtree(tx, one(await findUnits(tx, [rootUnitId])).path, { types: ['province'] })
  return known.some(({ code }) => code === provinces[0]?.code)
}

export async function makeUnits(tx: Tx): Promise<Places> {
  const all = new Map<string, UnitRow>()
  const add = async (parent: UnitRow, { key, under = [], ...values }: Planned) => {
    const unit = await insertUnit(tx, parent, { ...values, ownership: values.ownership ?? null })
    all.set(key, unit)
    for (const child of under) await add(unit, child)
  }
  const root = one(await findUnits(tx, [rootUnitId]))
  all.set('system', root)
  for (const province of provinces) await add(root, province)
  return {
    all,
    at: (key) => {
      const unit = all.get(key)
      if (!unit) throw new Error(`The demonstration has no unit ${key}`)
      return unit
    },
  }
}
