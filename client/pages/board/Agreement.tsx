import type { AgreementInfo } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Copies } from './Copies.tsx';
import { agreementCsv, agreementLatex, formatTau } from './tables.ts';
import { modelName } from './words.ts';

interface AgreementProps {
  readonly board: Board;
  /** Start of the name of saved files. */
  readonly name: string;
}

/** How well each automatic score ranks the forgers as people do. */
export function Agreement({ board, name }: AgreementProps) {
  const sorted = [...board.agreement].sort((a, b) => b.tau - a.tau);
  if (sorted.length === 0) return null;
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  return (
    <section class="board__section">
      <div class="board__sectionhead">
        <h2>{t('board.agreement')}</h2>
        <Copies
          name={`${name}-agreement`}
          csv={() => agreementCsv(sorted)}
          latex={() => agreementLatex(sorted, t('board.agreementCaption', { dataset: board.dataset }))}
        />
      </div>
      <p class="quiet board__measure">{t('board.agreementLine')}</p>
      <table class="agreement">
        <thead>
          <tr>
            <th scope="col">{t('board.score')}</th>
            <th scope="col">{t('board.tau')}</th>
            <th scope="col" class="agreement__plot">
              <span aria-hidden="true" class="agreement__axis small">
                <i>−1</i>
                <i>0</i>
                <i>1</i>
              </span>
            </th>
            <th scope="col" class="agreement__odds">
              {t('board.mostAtOdds')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((each) => (
            <Line key={each.score} agreement={each} names={names} />
          ))}
        </tbody>
      </table>
      <p class="small quiet board__measure">{t('board.agreementNote')}</p>
    </section>
  );
}

/** A place between -1 and 1 as per cent of the way. */
const place = (tau: number): number => 50 * (tau + 1);

function Line({
  agreement,
  names,
}: {
  readonly agreement: AgreementInfo;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { score, tau, low, high, models, mostAtOdds } = agreement;
  const { value, interval } = formatTau(agreement);
  return (
    <tr>
      <th scope="row">{t(`board.${score}`)}</th>
      <td class="figures agreement__tau">
        <strong>{value}</strong>{' '}
        <span class="small quiet">
          {interval} {t('board.ofModels', { count: models })}
        </span>
      </td>
      <td class="agreement__plot" aria-hidden="true">
        <span class="agreement__track">
          {low !== null && high !== null && (
            <i class="agreement__range" style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }} />
          )}
          <i class="agreement__point" style={{ left: `${place(tau)}%` }} />
        </span>
      </td>
      <td class="small quiet agreement__odds">
        {tau < 1 &&
          t('board.places', {
            model: names.get(mostAtOdds.model) ?? mostAtOdds.model,
            people: formatCount(mostAtOdds.people),
            score: formatCount(mostAtOdds.score),
          })}
      </td>
    </tr>
  );
}
