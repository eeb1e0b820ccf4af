import { idxDataset } from '../idxDataset.ts';

export const plugin = idxDataset({
  name: 'mnist',
  description: {
    en: 'Handwritten digits from the US census bureau and from high-school students; LeCun, Cortes and Burges; CC BY-SA 3.0.',
    ko: '미국 인구조사국 직원과 고등학생이 쓴 손글씨 숫자; LeCun, Cortes, Burges; CC BY-SA 3.0.',
  },
  licence: 'CC BY-SA 3.0',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/'],
  files: {
    'train-images-idx3-ubyte': {
      gz: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      unpacked: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    'train-labels-idx1-ubyte': {
      gz: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      unpacked: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
    't10k-images-idx3-ubyte': {
      gz: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      unpacked: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    't10k-labels-idx1-ubyte': {
      gz: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      unpacked: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
});
