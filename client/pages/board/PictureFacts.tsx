import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { pictureAddress } from './pictureAddress.ts';
import { genuineShare, SHELVES } from './pictures.ts';
import { formatInterval } from './words.ts';

/** One picture large, what people said of it, and what a machine says. */
export function PictureFacts({ board, picture: id }: { readonly board: Board; readonly picture: string }) {
  const picture = SHELVES.flatMap((shelf) => board.pictures[shelf]).find((each) => each.id === id);
  const share = picture && genuineShare(picture);
  return (
    <div class="picturefacts">
      <span class="mount">
        <img class="pixels behind__picture" src={pictureAddress(board.dataset, id)} alt="" />
      </span>
      {picture && share && (
        <dl class="facts">
          <div>
            <dt>{t('board.fooledAxis')}</dt>
            <dd class="figures">
              {formatPercent(share.value)} {formatInterval('fooled', share)}, n = {formatCount(picture.n)}
            </dd>
          </div>
          {picture.realism !== null && (
            <div>
              <dt>{t('board.realism')}</dt>
              <dd class="figures">
                {formatFixed(picture.realism, 2)} <span class="quiet">{t('board.realismLine')}</span>
              </dd>
            </div>
          )}
          {picture.place !== null && (
            <div>
              <dt>{t('board.places')}</dt>
              <dd class="figures">
                {t('board.placesOf', {
                  people: formatCount(Math.round(picture.place.people)),
                  machine: formatCount(Math.round(picture.place.machine)),
                  n: formatCount(picture.place.of),
                })}
              </dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}
