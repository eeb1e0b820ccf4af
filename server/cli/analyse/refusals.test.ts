import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { VOTES, analyse, csv, file, folder } from '../../../tests/cli/analyse.ts';

describe('analyse refuses in one sentence, with exit code 1', () => {
  const refused: [what: string, text: string, design: string, sentence: RegExp, extra?: string[]][] = [
    ['a missing column', 'participant,truth,response\na,real,fake', 'verdict', /column 'model'.*--map model=/],
    ['an unknown mapping', csv(VOTES), 'verdict', /'who' holds participant/, ['--map', 'participant=who']],
    ['a mapping of nothing it reads', csv(VOTES), 'verdict', /--map names 'rater'/, ['--map', 'rater=participant']],
    ['a file without rows', 'participant,truth,model,response\n', 'verdict', /no rows/],
    ['an empty file', '', 'verdict', /no rows/],
    [
      'an unknown truth',
      csv(VOTES).replace('ann,real', 'ann,maybe'),
      'verdict',
      /Line 6 .*'real' or 'fake' under 'truth' but has 'maybe'/,
    ],
    ['an unknown response', csv(VOTES).replace('m,real', 'm,dunno'), 'verdict', /under 'response' but has 'dunno'/],
    ['a fake of no model', csv(VOTES).replace('fake,m', 'fake,'), 'verdict', /Line 2 .*'model'/],
    ['no participant', csv(VOTES).replace('bob', ''), 'verdict', /Line 8 .*'participant'/],
    [
      'a confidence that is no number',
      'participant,truth,model,response,confidence\na,fake,m,real,high',
      'verdict',
      /a number under 'confidence' but has 'high'/,
    ],
    ['rooms that are not there', csv(VOTES), 'verdict', /needs a column 'room'/, ['--cluster', 'room']],
    [
      'a room that is not said',
      `participant,truth,model,response,room\na,fake,m,real,`,
      'verdict',
      /Line 2 .*a value under 'room'/,
      ['--cluster', 'room'],
    ],
    [
      'a unit of another design',
      csv(VOTES),
      'verdict',
      /--cluster item is not for verdict.*participant or room/,
      ['--cluster', 'item'],
    ],
    ['a column of another case', csv(VOTES).replace('model', 'Model'), 'verdict', /--map model=Model/],
    ['a heading of two lines', csv(VOTES).replace('model', '"mo\ndel"'), 'verdict', /'mo del'.*--map model=/],
    ['a report nowhere', csv(VOTES), 'verdict', /cannot be written \(ENOENT\)/, ['--report', '/nowhere/at/all.html']],
    ['a winner that did not play', 'left,right,winner\na,b,a', 'duel', /'left' or 'right' or 'tie'/],
    ['one who never lost', 'left,right,winner\na,b,left', 'duel', /--prior/],
    ['an exposure below 0', 'participant,exposure\na,-5', 'flash', /from 0 up/],
    [
      'more found than planted',
      'participant,model,size,pairs,planted,planted_found\na,m,9,0,1,2',
      'twins',
      /at most the 1 planted/,
    ],
    [
      'a control of another kind',
      'participant,model,size,pairs,control\na,m,9,0,maybe',
      'twins',
      /'planted' or 'real'/,
    ],
    [
      'nothing planted on a planted control',
      'participant,model,size,pairs,planted,control\na,m,9,0,0,planted',
      'twins',
      /at least 1 on a planted control/,
    ],
    [
      'one name for two walls',
      'participant,model,size,pairs,wall\na,m,9,0,1\nb,x,9,0,1',
      'twins',
      /Line 3 .*a name that only rows of the same pictures share/,
    ],
    [
      'two pairs where one could be reported',
      'participant,model,size,pairs\na,m,9,2',
      'twins',
      /0 or 1 under 'pairs' but has '2'/,
      ['--pairs', 'one'],
    ],
    [
      'more pairs than there are',
      'participant,model,size,pairs\na,m,3,9',
      'twins',
      /at most the 3 pairs of 3 pictures/,
    ],
    ['half a picture', 'participant,model,size,pairs\na,m,3.5,1', 'twins', /a whole number under 'size'/],
    ['a count below 0', 'item,a,b\nx,1,-2', 'label', /^Line 2 .*whole number of labels under 'b' but has '-2'/],
    ['a class that is none', 'item,label,participant,model,truth\nx,a,p,m,q', 'label', /classes that occur as labels/],
    [
      'one item of two models',
      'item,label,participant,model\nx,a,p,m\nx,a,q,n',
      'label',
      /Line 3 .*an item of one model/,
    ],
    ['labels of nobody', 'item,label\n1,a', 'label', /'participant' or 'count'/],
    ['an answer that is neither', 'person,item,correct\np,i,perhaps', 'rasch', /0 or 1/],
    ['everybody right', 'person,item,correct\np,i,1\nq,i,1', 'rasch', /no bounds/],
    ['a ragged row', 'participant,truth,model,response\na,fake,m', 'verdict', /not well-formed CSV/],
    ['two columns of one name', 'participant,participant\na,b', 'verdict', /two columns named/],
    ['a line that is no object', '{"participant":"a"}\n[1]', 'verdict', /Line 2 .*JSON object/],
  ];
  for (const [what, text, design, sentence, extra = []] of refused)
    it(what, async () => {
      const { code, err, out } = await analyse(await file('bad.csv', text), '--design', design, '--json', ...extra);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
    });

  it('text that is not UTF-8, whose names could fall together, and a JSON array', async () => {
    const utf16 = await file('utf16.csv', Buffer.from(`\uFEFF${csv(VOTES)}`, 'utf16le'));
    expect((await analyse(utf16, '--design', 'verdict')).err).toMatch(/is UTF-16: save it as CSV UTF-8/);
    const latin1 = await file('latin1.csv', Buffer.from(csv(VOTES).replaceAll('ann', 'Zo\u00eb'), 'latin1'));
    expect((await analyse(latin1, '--design', 'verdict')).err).toMatch(/text in UTF-8 but is not/);
    const array = await file('array.json', JSON.stringify(VOTES));
    expect((await analyse(array, '--design', 'verdict')).err).toMatch(/one object a line/);
  });

  it('a file that is not there, and a broken Parquet file', async () => {
    expect((await analyse(path.join(folder, 'nowhere.csv'), '--design', 'verdict')).err).toMatch(/there is none/);
    const broken = await file('broken.parquet', 'PAR1 and nothing more');
    expect((await analyse(broken, '--design', 'verdict')).err).toMatch(/whole Parquet file/);
    expect((await analyse(await file('text.parquet', 'a,b\n1,2'), '--design', 'verdict')).err).toMatch(/PAR1/);
  });
});
