import { RANKED_MEASURES } from '../../../shared/protocol/board.ts';
import type { AgreementInfo, RankedMeasure } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { Copies } from './Copies.tsx';
import { Section } from './Section.tsx';
import type { MachineScore } from './columns.ts';
import { drawAgreement } from './drawAgreement.ts';
import { agreementCsv, agreementLatex, formatTau } from './tables.ts';

interface AgreementProps {
  readonly board: Board;
  /** Start of the name of saved files. */
  readonly name: string;
  readonly onNumber: (people: RankedMeasure, score: MachineScore) => void;
}

/** Width of a saved plot for each measure of people, CSS pixels. */
const SAVED = 360;

/** How well each automatic score ranks the forgers as people do: by whom they fool, and by how varied people find them. */
export function Agreement({ board, name, onNumber }: AgreementProps) {
  const { agreement } = board;
  if (agreement.length === 0) return null;
  const measures = RANKED_MEASURES.filter((measure) => agreement.some(({ people }) => people === measure));
  const of = (score: MachineScore, measure: RankedMeasure): AgreementInfo | undefined =>
    agreement.find((each) => each.score === score && each.people === measure);
  const scores = scoresInOrder(agreement, measures[0]!);
  return (
    <Section
      title={t('board.agreement')}
      copies={
        <Copies
          name={`${name}-agreement`}
          csv={() => agreementCsv(agreement)}
          latex={() =>
            agreementLatex(agreement, scores, measures, t('board.agreementCaption', { dataset: board.dataset }))
          }
          plot={(plot) => drawAgreement(plot, SAVED * measures.length + 140, agreement, scores, measures)}
        />
      }
    >
      <p class="quiet board__measure">{t('board.agreementLine')}</p>
      <div class="agreement" data-measures={measures.length}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('board.score')}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" title={t(`board.${measure}Line`)}>
                  {t(`board.${measure}`)}
                  <span aria-hidden="true" class="agreement__axis small">
                    <i>−1</i>
                    <i>0</i>
                    <i>1</i>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => (
              <tr key={score}>
                <th scope="row">{t(`board.${score}`)}</th>
                {measures.map((measure) => (
                  <Cell key={measure} agreement={of(score, measure)} measure={measure} onNumber={onNumber} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small quiet board__measure">{t('board.agreementNote')}</p>
    </Section>
  );
}

/** Scores that agree best with the first measure come first; those that it has no number with keep their usual order. */
function scoresInOrder(agreement: readonly AgreementInfo[], first: RankedMeasure): readonly MachineScore[] {
  const tauOf = (score: MachineScore): number =>
    agreement.find((each) => each.score === score && each.people === first)?.tau ?? -2;
  return [...new Set(agreement.map(({ score }) => score))].sort((a, b) => tauOf(b) - tauOf(a));
}

/** A place between -1 and 1 as per cent of the way. */
const place = (tau: number): number => 50 * (tau + 1);

interface CellProps {
  readonly agreement: AgreementInfo | undefined;
  readonly measure: RankedMeasure;
  readonly onNumber: AgreementProps['onNumber'];
}

function Cell({ agreement, measure, onNumber }: CellProps) {
  const name = t(`board.${measure}`);
  if (!agreement)
    return (
      <td data-name={name} class="quiet">
        –
      </td>
    );
  const { people, score, tau, low, high, models } = agreement;
  const { value, interval } = formatTau(agreement);
  return (
    <td data-name={name} class="figures">
      <button
        type="button"
        class="score__number agreement__number"
        title={t('board.behind')}
        onClick={() => onNumber(people, score)}
      >
        <strong class="score__value">{value}</strong>
        <span class="small quiet">
          {interval} <span class="score__n">{t('board.ofModels', { count: models })}</span>
        </span>
      </button>
      <span class="agreement__track" aria-hidden="true">
        {low !== null && high !== null && (
          <i class="agreement__range" style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }} />
        )}
        <i class="agreement__point" style={{ left: `${place(tau)}%` }} />
      </span>
    </td>
  );
}
