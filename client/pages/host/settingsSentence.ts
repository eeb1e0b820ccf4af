import { wallSizeOf, type RoomSettings } from '../../../shared/domain/room.ts';
import type { ModelInfo } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { datasetTitle } from '../../play/generators.ts';
import { dealtModels } from './settings.ts';

/** The settings as one line that a teacher can check at a glance. */
export function settingsSentence(settings: RoomSettings, models: readonly ModelInfo[]): string {
  return [
    ...(settings.mode === 'verdict'
      ? []
      : [t(`settings.sayMode.${settings.mode}`, { size: wallSizeOf(settings, settings.mode) })]),
    t('settings.sayLots', { count: settings.lots }),
    settings.seconds === null ? t('settings.sayNoLimit') : t('settings.saySeconds', { seconds: settings.seconds }),
    t('settings.sayPictures', { dataset: datasetTitle(settings.dataset), count: dealtModels(settings, models).length }),
    t(settings.dealing === 'same' ? 'settings.saySame' : 'settings.sayOwn'),
    ...(settings.feedback ? [] : [t('settings.saySealed')]),
    ...(settings.speedPoints ? [t('settings.saySpeed')] : []),
    ...(settings.counts ? [] : [t('settings.sayNotCounted')]),
  ].join(t('settings.sayBetween'));
}
