import type { ReportFigure, ScoreBand, ScoreChange } from '@thuoc/shared'
import { doneWords, outcomeWords, stepWords, trendWords } from './report-words.ts'

const bandWords: Record<ScoreBand, string> = {
  low: 'dưới 50% điểm tối đa',
  middle: 'từ 50% đến 75% điểm tối đa',
  high: 'trên 75% điểm tối đa',
  met: 'đạt điều kiện',
  unmet: 'chưa đạt điều kiện',
  none: 'chưa có điểm',
}
const changeWords: Record<ScoreChange | 'any', string> = {
  any: 'có cả tự đánh giá và đánh giá ngoài',
  raised: 'đánh giá ngoài cao hơn tự đánh giá',
  same: 'đánh giá ngoài bằng tự đánh giá',
  lowered: 'đánh giá ngoài thấp hơn tự đánh giá',
}
const levelOf = (level: NonNullable<ReportFigure['level']>) =>
  level === 'none' ? 'Chưa có kết quả' : level === 'any' ? 'Đã có kết quả' : `Mức ${level}`

/** Which units a figure counts, in the words of an office: a file is read by people who never saw the address. */
export function figureWords(figure: ReportFigure): string[] {
  const { level, selfLevel, externalLevel, step, outcome, criterion, band, change, trend, before, years } = figure
  const words = [
    level !== undefined && levelOf(level),
    selfLevel !== undefined && `Tự đánh giá mức ${selfLevel}`,
    externalLevel !== undefined && `Đánh giá ngoài mức ${externalLevel}`,
    step && outcome && `${stepWords[step]}: ${outcome === 'done' ? doneWords['in-time'] : outcomeWords[outcome]}`,
    criterion !== undefined && `Tiêu chí ${criterion}`,
    band && bandWords[band],
    change && changeWords[change],
    trend && trendWords[trend],
    before !== undefined && (before === 'paper' ? 'Kết quả năm trước lấy từ hồ sơ giấy' : `Năm trước mức ${before}`),
    years && 'Có điểm cả hai năm theo cùng bộ chỉ số',
  ]
  return words.flatMap((word) => (word ? [word] : []))
}
