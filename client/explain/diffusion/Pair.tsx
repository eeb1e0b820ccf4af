import type { PictureData } from '../parts/bytes.ts';
import { Picture } from '../parts/Picture.tsx';
import './diffusion.css';

interface PairProps {
  readonly pictures: readonly { readonly picture: PictureData; readonly words: string }[];
}

/** Pictures beside each other, each with its words. */
export function Pair({ pictures }: PairProps) {
  return (
    <div class="pair">
      {pictures.map(({ picture, words }) => (
        <figure class="pair__one" key={words}>
          <span class="mount">
            <Picture picture={picture} rem={innerWidth < 700 ? 10 : 17} label={words} />
          </span>
          <figcaption class="small quiet">{words}</figcaption>
        </figure>
      ))}
    </div>
  );
}
