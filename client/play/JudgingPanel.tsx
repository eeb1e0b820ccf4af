import type { Display, Response } from '../../shared/domain/judgment.ts';
import type { GameMode } from '../../shared/domain/room.ts';
import { t } from '../i18n/index.ts';
import type { PlayerScreen } from '../store/screen.ts';
import type { TwinsChoice } from '../store/twins.ts';
import { Slider } from './Slider.tsx';
import { TwinsPanel } from './walls/TwinsPanel.tsx';
import { varietyScale, verdictScale } from './words.ts';

type Commit = (response: Response, input: Display['input']) => void;

interface JudgingPanelProps {
  readonly screen: Extract<PlayerScreen, { readonly kind: 'choosing' | 'said' | 'paused' | 'tooLate' | 'looking' }>;
  /** Mode 'twins': what is marked on the wall. */
  readonly choice: TwinsChoice;
  readonly onChoice: (choice: TwinsChoice) => void;
  readonly onCommit: (trialId: string, response: Response, input: Display['input']) => void;
}

/** While a lot is up: what the mode asks, or why there is nothing to say just now. */
export function JudgingPanel({ screen, choice, onChoice, onCommit }: JudgingPanelProps) {
  switch (screen.kind) {
    case 'choosing':
      return (
        <Controls
          mode={screen.view.settings.mode}
          said={null}
          choice={choice}
          onChoice={onChoice}
          onCommit={(response, input) => onCommit(screen.trial.trialId, response, input)}
        />
      );
    case 'said': {
      const left = Math.max(0, screen.view.of - screen.view.decided);
      return (
        <>
          <Controls
            mode={screen.view.settings.mode}
            said={screen.said}
            choice={choice}
            onChoice={onChoice}
            onCommit={() => undefined}
          />
          <p class="panel-line" role="status">
            {screen.kept
              ? t('play.said.kept')
              : screen.view.solo
                ? ''
                : left === 0
                  ? t('play.said.none')
                  : t('play.said.left', { count: left })}
          </p>
        </>
      );
    }
    case 'paused':
    case 'tooLate':
    case 'looking':
      return (
        <div class="panel-words" role="status">
          <h1>{t(`play.${screen.kind}`)}</h1>
          <p>{t(`play.${screen.kind}Line`)}</p>
        </div>
      );
  }
}

interface ControlsProps {
  readonly mode: GameMode;
  readonly said: Response | null;
  readonly choice: TwinsChoice;
  readonly onChoice: (choice: TwinsChoice) => void;
  readonly onCommit: Commit;
}

function Controls({ mode, said, choice, onChoice, onCommit }: ControlsProps) {
  switch (mode) {
    case 'verdict':
      return (
        <Slider
          scale={verdictScale()}
          said={said && 'pFake' in said ? said.pFake : null}
          onCommit={(pFake, input) => onCommit({ pFake }, input)}
        />
      );
    case 'variety':
      return (
        <Slider
          scale={varietyScale()}
          said={said && 'pRight' in said ? said.pRight : null}
          onCommit={(pRight, input) => onCommit({ pRight }, input)}
        />
      );
    case 'twins':
      return (
        <TwinsPanel
          choice={choice}
          onChoice={onChoice}
          said={said && 'sure' in said ? said : null}
          onCommit={onCommit}
        />
      );
  }
}
