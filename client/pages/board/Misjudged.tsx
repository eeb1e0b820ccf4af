import type { JudgedPicture } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { pictureAddress } from './pictureAddress.ts';
import { modelName } from './words.ts';

interface MisjudgedProps {
  readonly board: Board;
  readonly onPicture: (id: string) => void;
}

/** The pictures on which the crowd and the truth are furthest apart. */
export function Misjudged({ board, onPicture }: MisjudgedProps) {
  const { fooling, doubted } = board.pictures;
  if (fooling.length + doubted.length === 0) return null;
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  const shelf = (title: string, line: string, pictures: readonly JudgedPicture[]) =>
    pictures.length > 0 && (
      <div>
        <h3>{title}</h3>
        <p class="small quiet">{line}</p>
        <ul class="misjudged__shelf">
          {pictures.map((picture) => (
            <li key={picture.id}>
              <button type="button" class="misjudged__one" onClick={() => onPicture(picture.id)}>
                <span class="mount">
                  <img
                    class="pixels misjudged__picture"
                    loading="lazy"
                    src={pictureAddress(board.dataset, picture.id)}
                    alt=""
                  />
                </span>
                <span class="figures misjudged__share">{formatPercent(picture.wrong / picture.n)}</span>
                <span class="small quiet figures">
                  {formatCount(picture.wrong)} / {formatCount(picture.n)}
                </span>
                <span class="small quiet misjudged__from">
                  {picture.model === null ? (picture.label ?? '') : (names.get(picture.model) ?? '')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <section class="board__section misjudged">
      <h2>{t('board.misjudged')}</h2>
      {shelf(t('board.fooling'), t('board.foolingLine'), fooling)}
      {shelf(t('board.doubted'), t('board.doubtedLine'), doubted)}
    </section>
  );
}
