export * from '../../shared/random.ts';
