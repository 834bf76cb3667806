import { nominationListId, type NominationItemState } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { twoFigures } from '../words.ts'
import { countsByLevel, levelWords } from './words.ts'

const notes: Record<NominationItemState, string> = {
  open: '',
  recognised: 'Đã công nhận',
  refused: 'Không được công nhận',
  'taken-off': '',
}

/** The list as it stands, without what was taken off it; nothing is said of one that was given up. */
export const nominationList =
  ({ nominations, campaigns }: BodyPorts): Source<'nomination-list'> =>
  async (actor, subjectId) => {
    const list = await nominations.get(actor, nominationListId.parse(subjectId))
    if (list.status === 'discarded') return null
    const { sets } = await campaigns.get(actor, list.campaign.id)
    const items = list.items.filter(({ state }) => state !== 'taken-off')
    const levels = items.flatMap(({ level, levelName }) => (level === null ? [] : [{ level, levelName }]))
    return {
      issuer: list.body,
      campaign: list.campaign,
      symbol: list.number ?? '……',
      signedOn: list.listedOn,
      signer: null,
      recipients: '- Người có thẩm quyền công nhận;\n- Lưu: VT.',
      fileName: `Danh sách đề nghị công nhận ${list.number?.replaceAll('/', '-') ?? ''}`.trim(),
      values: {
        listName: list.name,
        setTitles: [...new Set(sets.map(({ set }) => set.title))].join('; '),
        unitCount: twoFigures(items.length),
        preparedBy: list.createdBy,
        levels: countsByLevel(levels),
        none: items.length === 0,
        units: items.map(({ unit, selfLevel, level, levelName, state }, index) => ({
          no: String(index + 1),
          code: unit.code,
          name: unit.name,
          self: selfLevel === null ? '' : `Mức độ ${selfLevel}`,
          external: level === null ? '' : levelWords(level, levelName),
          note: notes[state],
        })),
      },
    }
  }
