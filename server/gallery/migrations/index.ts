import type { Migration } from 'kysely';
import { modelsPoolsPictures } from './0001-models-pools-pictures.ts';
import { appraisals } from './0002-appraisals.ts';

/** In the order of their names; a published one is never changed, only followed by another. */
export const galleryMigrations: Readonly<Record<string, Migration>> = {
  '0001-models-pools-pictures': modelsPoolsPictures,
  '0002-appraisals': appraisals,
};
