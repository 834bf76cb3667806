/** A setting of LibreOffice: where it stands, its name, its value. */
type Setting = readonly [path: string, name: string, value: string]

const security = '/org.openoffice.Office.Common/Security/Scripting'
const inet = '/org.openoffice.Inet/Settings'

const settings: readonly Setting[] = [
  [security, 'MacroSecurityLevel', '3'],
  [security, 'DisableMacrosExecution', 'true'],
  // Documents of strangers lie in no trusted place: what they link to, here or elsewhere, is not fetched.
  [security, 'BlockUntrustedRefererLinks', 'true'],
  [security, 'DisableActiveContent', 'true'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['/org.openoffice.Office.Calc/Content/Update', 'Link', '2'],
  ['/org.openoffice.Office.Calc/Formula/Load', 'OOXMLRecalcMode', '1'],
  ['/org.openoffice.Office.Calc/Formula/Load', 'ODFRecalcMode', '1'],
  // Whoever asks for an address all the same gets one where nobody listens.
  [inet, 'ooInetProxyType', '2'],
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((kind): Setting[] => [
    [inet, `ooInet${kind}ProxyName`, '127.0.0.1'],
    [inet, `ooInet${kind}ProxyPort`, '9'],
  ]),
  [inet, 'ooInetNoProxy', ''],
]

/** The profile that a conversion starts with: `registrymodifications.xcu`. */
export function settingsOf(): string {
  const items = settings.map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${items.join('\n')}
</oor:items>
`
}
