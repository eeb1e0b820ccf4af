import type { JudgmentInfo } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatPercent } from '../../i18n/numbers.ts';
import { Judge } from './Judge.tsx';
import { RowsPage } from './RowsPage.tsx';
import { pictureAddress } from './pictureAddress.ts';
import { queryOf } from './view.ts';
import { modelName } from './words.ts';

interface PictureRowsProps {
  readonly board: Board;
  readonly asked: { readonly model?: string; readonly picture?: string; readonly withReals?: boolean };
}

const HEADS = ['picture', 'truth', 'answer', 'player', 'room', 'seconds', 'time'];

/** The verdicts behind a number or of a picture. */
export function PictureRows({ board, asked }: PictureRowsProps) {
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  return (
    <RowsPage<JudgmentInfo>
      route="api/board/rows"
      query={queryOf({ dataset: board.dataset, ...board.filter, ...asked })}
      heads={HEADS.map((head) => t(`board.rows.${head}`))}
      note={t('board.rowsNote')}
      line={(row) => (
        <tr key={`${row.room} ${row.participant} ${row.game} ${row.trial}`}>
          <td>
            <img class="pixels behind__thumb" loading="lazy" src={pictureAddress(board.dataset, row.image)} alt="" />
          </td>
          <td>
            {row.model === null ? t('common.genuine') : (names.get(row.model) ?? row.model)}
            {row.label !== null && <span class="small quiet"> {row.label}</span>}
          </td>
          <td class={row.truth === row.response ? '' : 'behind__wrong'}>{answerOf(row)}</td>
          <Judge row={row} board={board} />
        </tr>
      )}
    />
  );
}

/** 'Forgery, 75 %': the side and how sure. */
function answerOf({ response, pFake }: JudgmentInfo): string {
  const sure = formatPercent(Math.max(pFake, 1 - pFake));
  return `${t(response === 'fake' ? 'common.forgery' : 'common.genuine')}, ${sure}`;
}
