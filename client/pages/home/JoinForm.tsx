import { useState } from 'preact/hooks';
import { CODE_LENGTH, roomCode } from '../../../shared/domain/room.ts';
import { t } from '../../i18n/index.ts';
import { navigate } from '../../shell/router.ts';
import { Field } from '../../ui/Field.tsx';

/** The code of a room; whether the room is open is answered where one gives a name. */
export function JoinForm() {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);

  function join(event: Event): void {
    event.preventDefault();
    const code = roomCode.safeParse(typed);
    setWrong(!code.success);
    if (code.success) navigate(`play/${code.data}`);
  }

  return (
    <form class="join" onSubmit={join} noValidate>
      <Field label={t('home.code')} error={wrong ? t('error.room/bad-code') : null}>
        {(wiring) => (
          <input
            {...wiring}
            class="input join__code"
            value={typed}
            onInput={(event) => (setTyped(event.currentTarget.value.toUpperCase()), setWrong(false))}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            // Blanks and hyphens of a pasted code are forgiven.
            maxLength={CODE_LENGTH * 2}
            placeholder="K7QX4M"
          />
        )}
      </Field>
      <button type="submit" class="button">
        {t('home.joinDo')}
      </button>
    </form>
  );
}
