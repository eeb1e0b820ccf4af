import type { JudgmentInfo, WallInfo } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { currentLanguage, t } from '../../i18n/index.ts';
import { formatFixed } from '../../i18n/numbers.ts';

interface JudgeProps {
  readonly row: Pick<JudgmentInfo | WallInfo, 'participant' | 'room' | 'responseMs' | 'at' | 'simulated'>;
  readonly board: Board;
}

/** Cells of a row of judgments: who, where, how long it took, and when. */
export function Judge({ row, board }: JudgeProps) {
  return (
    <>
      <td>
        {row.participant}
        {row.simulated && <span class="small quiet"> {t('board.simulatedShort')}</span>}
      </td>
      <td>{board.facets.rooms.find(({ room }) => room === row.room)?.code ?? row.room}</td>
      <td>{formatFixed(row.responseMs / 1000, 1)}</td>
      <td>{new Intl.DateTimeFormat(currentLanguage(), TIME).format(row.at)}</td>
    </>
  );
}

const TIME = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
