// Compiled, not run: that the types hold what the documentation says, and refuse what it does not.
import liantu, { LiantuError, codes, open, openSync } from 'liantu';
import type { Coverage, Firm, Match, Study, Target } from 'liantu';

async function* rows(): AsyncGenerator<Firm> {
  yield { 企业名称: '甲', 参保人数: 12, 成立日期: new Date(), 是否规上: null };
}

export async function all(signal: AbortSignal): Promise<Buffer> {
  const session = await open({ chain: ['quartz'], policy: { rank: {} }, threads: 0 });
  const matches: Match[] = await session.match([{ 企业名称: '甲' }]);
  const study: Study = await session.study({
    firms: rows(), county: 'county.json', date: '2026-09-30', keepColumns: ['电话'], depth: 'numbers', signal,
    onProgress: ({ step, done }) => console.log(step.length, done + 1),
  });
  const coverage: Coverage = await study.coverage();
  const targets: Target[] = study.targetsSync({ lang: 'en' });
  console.log(matches[0].confidence * 2, coverage.nodes[0].state === 'weak', targets[0].rank, (await study.explain(['quartz:crucible-pv'])).caveat);
  const bytes = await study.publish('map.svg', { paper: 'A3', theme: 'print', candidates: true, dpi: 96 });
  for await (const { row, firm, evidence } of session.matches(rows(), { signal })) console.log(row + 1, firm.length, evidence[0].term);
  study.close();
  liantu.openSync().close();
  return bytes;
}

export function caught(error: unknown): string {
  if (error instanceof LiantuError && error.code === codes.BAD_INPUT) return error.problems.map((problem) => problem.remedy.zh).join();
  return '';
}

const session = openSync();
// @ts-expect-error no such option
session.studySync({ firms: 'a.csv', colour: 'red' });
// @ts-expect-error a study wants firms
session.studySync({ date: '2026' });
// @ts-expect-error an asynchronous sequence cannot be read at once
session.studySync({ firms: rows() });
// @ts-expect-error no such publication
session.studySync({ firms: 'a.csv' }).publishSync('map.gif');
// @ts-expect-error no such language
session.studySync({ firms: 'a.csv' }).targetsSync({ lang: 'fr' });
// @ts-expect-error a cell is no object
session.matchSync([{ 企业名称: { a: 1 } }]);
// @ts-expect-error a path is no sequence of firms
session.matches('firms.csv');
// @ts-expect-error sessions are opened
new liantu.Session();
