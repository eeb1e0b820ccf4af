import { idxDataset } from '../idxDataset.ts';

/** The sums of the packed files are those that the data set's other loaders agree on; those of the unpacked files aren't published. */
export const plugin = idxDataset({
  name: 'kmnist',
  description: {
    en: 'Cursive hiragana from classical Japanese books; Clanuwat et al. 2018, after the Kuzushiji data set of NIJL and others; CC BY-SA 4.0.',
    ko: '일본 고서의 흘림체 히라가나; Clanuwat 외 2018, NIJL 등의 구즈시지 데이터에서; CC BY-SA 4.0.',
  },
  licence: 'CC BY-SA 4.0',
  classes: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
  mirrors: ['https://codh.rois.ac.jp/kmnist/dataset/kmnist/', 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/'],
  files: {
    'train-images-idx3-ubyte': { gz: '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4' },
    'train-labels-idx1-ubyte': { gz: 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17' },
    't10k-images-idx3-ubyte': { gz: 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5' },
    't10k-labels-idx1-ubyte': { gz: '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c' },
  },
});
