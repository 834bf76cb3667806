import { ElMessageBox } from 'element-plus'

type Question = { title: string; lead: string; yes: string; no: string }
/** Asks over the page and waits. @returns whether it was said to go on */
export const isConfirmed = ({ title, lead, yes, no }: Question): Promise<boolean> =>
  ElMessageBox.confirm(lead, title, { confirmButtonText: yes, cancelButtonText: no }).then(
    () => true,
    () => false,
  )
