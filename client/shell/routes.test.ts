import { describe, expect, it } from 'vitest';
import { routeOf } from './routes.ts';

describe('routeOf', () => {
  it.each([
    ['', { page: 'home' }],
    ['index.html', { page: 'home' }],
    ['host', { page: 'host', code: null }],
    ['host/', { page: 'host', code: null }],
    ['host/k7qx4m', { page: 'host', code: 'K7QX4M' }],
    ['play', { page: 'play', code: null }],
    ['play/K7QX4M', { page: 'play', code: 'K7QX4M' }],
    ['wall/K7QX4M/', { page: 'wall', code: 'K7QX4M' }],
    ['board', { page: 'board' }],
    ['training', { page: 'training' }],
    ['lab', { page: 'lab', name: null }],
    ['lab/', { page: 'lab', name: null }],
    ['lab/gaussian', { page: 'lab', name: 'gaussian' }],
  ])('%s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it.each([
    'wall',
    'nothing',
    'board/x',
    'training/1',
    'lab/gaussian/x',
    'host/K7QX4M/more',
    'play/a/b',
    'index.html/x',
  ])('finds nothing at %s', (path) => {
    expect(routeOf(path)).toEqual({ page: 'notFound' });
  });
});
