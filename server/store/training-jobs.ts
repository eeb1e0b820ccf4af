import type { Kysely } from 'kysely';
import type { TrainingJob } from '../../shared/protocol/http.ts';
import { storageError } from './failure.ts';
import type { Tables } from './schema.ts';

/** Training jobs on disk, so that a queue outlives the server. */
export interface TrainingJobs {
  /** Newest first. @throws StorageError */
  all(): Promise<readonly TrainingJob[]>;
  /** Adds a job or replaces the one with its id. @throws StorageError */
  put(job: TrainingJob): Promise<void>;
}

export function openTrainingJobs(db: Kysely<Tables>, file: string): TrainingJobs {
  const guarded = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw storageError(error, file);
    });
  return {
    async all() {
      const rows = await guarded(
        db.selectFrom('training_job').select(['job', 'losses']).orderBy('id', 'desc').execute(),
      );
      return rows.map(
        ({ job, losses }) => ({ ...(JSON.parse(job) as object), losses: JSON.parse(losses) as unknown }) as TrainingJob,
      );
    },
    async put({ losses, ...job }) {
      const values = { job: JSON.stringify(job), losses: JSON.stringify(losses), updated_at: Date.now() };
      await guarded(
        db
          .insertInto('training_job')
          .values({ job_id: job.id, ...values })
          .onConflict((conflict) => conflict.column('job_id').doUpdateSet(values))
          .execute(),
      );
    },
  };
}
