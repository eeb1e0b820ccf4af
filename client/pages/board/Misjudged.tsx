import type { JudgedPicture } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { Copies } from './Copies.tsx';
import { Section } from './Section.tsx';
import { pictureAddress } from './pictureAddress.ts';
import { genuineShare, picturesCsv, SHELVES } from './pictures.ts';
import type { Shelf } from './pictures.ts';
import { formatInterval, modelName } from './words.ts';

interface MisjudgedProps {
  readonly board: Board;
  /** Start of the name of saved files. */
  readonly name: string;
  readonly onPicture: (id: string) => void;
}

/** The pictures on which the crowd and the truth, and the crowd and the machine, are furthest apart. */
export function Misjudged({ board, name, onPicture }: MisjudgedProps) {
  const { pictures } = board;
  if (SHELVES.every((shelf) => pictures[shelf].length === 0)) return null;
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  const section = (title: string, shelves: readonly Shelf[], line?: string) =>
    shelves.some((shelf) => pictures[shelf].length > 0) && (
      <Section
        title={title}
        class="misjudged"
        copies={<Copies name={`${name}-${shelves[0]!}`} csv={() => picturesCsv(pictures, shelves)} />}
      >
        {line !== undefined && <p class="quiet board__measure">{line}</p>}
        {pictures.compared > 0 && (
          <p class="small quiet places__words" aria-hidden="true">
            <i class="mark--people" /> {t('board.placePeople')} <i class="mark--machine" /> {t('board.placeMachine')}
          </p>
        )}
        {shelves.map((shelf) =>
          pictures[shelf].length === 0 ? null : (
            <div key={shelf}>
              <h3>{t(`board.${shelf}`)}</h3>
              <p class="small quiet">{t(`board.${shelf}Line`)}</p>
              <ul class="misjudged__shelf">
                {pictures[shelf].map((picture) => (
                  <Card
                    key={picture.id}
                    dataset={board.dataset}
                    picture={picture}
                    shelf={shelf}
                    from={picture.model === null ? t('common.genuine') : (names.get(picture.model) ?? picture.model)}
                    onOpen={onPicture}
                  />
                ))}
              </ul>
            </div>
          ),
        )}
      </Section>
    );
  return (
    <>
      {section(
        t('board.atOdds'),
        ['believed', 'suspected'],
        t('board.atOddsLine', { n: formatCount(pictures.compared) }),
      )}
      {section(t('board.misjudged'), ['fooling', 'doubted'])}
    </>
  );
}

interface CardProps {
  readonly dataset: string;
  readonly picture: JudgedPicture;
  readonly shelf: Shelf;
  readonly from: string;
  readonly onOpen: (id: string) => void;
}

function Card({ dataset, picture, shelf, from, onOpen }: CardProps) {
  const { id, label, n, wrong, low, high, realism, place } = picture;
  const share = shelf === 'fooling' || shelf === 'doubted' ? { value: wrong / n, low, high } : genuineShare(picture);
  return (
    <li>
      <button type="button" class="misjudged__one" title={t('board.behind')} onClick={() => onOpen(id)}>
        <span class="mount">
          <img class="pixels misjudged__picture" loading="lazy" src={pictureAddress(dataset, id)} alt="" />
        </span>
        <span class="figures">
          <strong class="misjudged__share">{formatPercent(share.value)}</strong>{' '}
          <span class="small quiet">{formatInterval('fooled', share)}</span>
        </span>
        <span class="small quiet figures">n&nbsp;=&nbsp;{formatCount(n)}</span>
        <span class="small misjudged__from">
          {from}
          {label !== null && ` · ${label}`}
        </span>
        {place !== null && <Places place={place} />}
        {realism !== null && (
          <span class="small quiet figures">{t('board.realismOf', { realism: formatFixed(realism, 2) })}</span>
        )}
      </button>
    </li>
  );
}

/** Two marks between the least and the most genuine of all: people above, the machine below. */
function Places({ place: { people, machine, of } }: { readonly place: NonNullable<JudgedPicture['place']> }) {
  const at = (place: number): string => `${of > 1 ? (100 * (of - place)) / (of - 1) : 50}%`;
  const words = t('board.placesOf', { people: whole(people), machine: whole(machine), n: formatCount(of) });
  return (
    <>
      <span class="places" aria-hidden="true">
        <i class="places__people mark--people" style={{ left: at(people) }} />
        <i class="places__machine mark--machine" style={{ left: at(machine) }} />
      </span>
      <span class="small quiet figures places__words" aria-hidden="true">
        <i class="mark--people" /> {whole(people)} <i class="mark--machine" /> {whole(machine)} / {formatCount(of)}
      </span>
      <span class="hidden-but-read">{words}</span>
    </>
  );
}

const whole = (place: number): string => formatCount(Math.round(place));
