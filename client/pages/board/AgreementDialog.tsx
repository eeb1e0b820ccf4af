import type { RankedMeasure } from '../../../shared/protocol/board.ts';
import type { Board, BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatFixed } from '../../i18n/numbers.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { estimateOf } from './columns.ts';
import type { Column, MachineScore } from './columns.ts';
import { formatTau } from './tables.ts';
import { formatEstimate, formatInterval, modelName } from './words.ts';

interface AgreementDialogProps {
  readonly board: Board;
  readonly people: RankedMeasure;
  readonly score: MachineScore;
  /** Opens what a number of a model was counted over. */
  readonly onNumber: (modelId: string, column: Column) => void;
  readonly onClose: () => void;
}

/** The two orders that a rank agreement compares, forger by forger. */
export function AgreementDialog({ board, people, score, onNumber, onClose }: AgreementDialogProps) {
  const agreement = board.agreement.find((each) => each.people === people && each.score === score);
  const rows = new Map(board.rows.map((row) => [row.model.id, row]));
  const number = (row: BoardRow, column: Column) => {
    const estimate = estimateOf(row, column);
    return (
      estimate && (
        <button type="button" class="score__number" onClick={() => onNumber(row.model.id, column)}>
          {formatEstimate(column, estimate)} <span class="quiet">{formatInterval(column, estimate)}</span>
        </button>
      )
    );
  };
  return (
    <Dialog
      wide
      title={t('board.ordersOf', { people: t(`board.${people}`), score: t(`board.${score}`) })}
      onClose={onClose}
    >
      {agreement && (
        <>
          <p class="figures">
            {t('board.tau')} <strong class="behind__value">{formatTau(agreement).value}</strong>
            <span class="quiet">{formatTau(agreement).interval}</span>
          </p>
          {people === 'nEff' && <p class="small quiet">{t('board.placesByTwins')}</p>}
          <div class="behind__rows">
            <table class="behind__table figures">
              <thead>
                <tr>
                  <th scope="col">{t('board.model')}</th>
                  <th scope="col">{t('board.placePeople')}</th>
                  <th scope="col">{t(`board.${people}`)}</th>
                  <th scope="col">{t('board.placeScore')}</th>
                  <th scope="col">{t(`board.${score}`)}</th>
                </tr>
              </thead>
              <tbody>
                {agreement.places.map((place) => {
                  const row = rows.get(place.model);
                  return (
                    <tr key={place.model}>
                      <td>{row ? modelName(row) : place.model}</td>
                      <td>{placeWords(place.people)}</td>
                      <td>{row && number(row, people)}</td>
                      <td>{placeWords(place.score)}</td>
                      <td>{row && number(row, score)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          <p class="small quiet">{t('board.placesNote')}</p>
        </>
      )}
    </Dialog>
  );
}

/** Places that several share are halves: 3.5. */
const placeWords = (place: number): string => (Number.isInteger(place) ? formatCount(place) : formatFixed(place, 1));
