import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { joinAddress } from '../../play/joinAddress.ts';

interface RoomDoorProps {
  readonly code: string;
  readonly secret: string;
  readonly addresses: readonly string[];
  /** Before the game the wall is the next thing to open. */
  readonly urgent: boolean;
  readonly onWallHere: () => void;
}

/** How people come in: code, QR, address; and the two walls. */
export function RoomDoor({ code, secret, addresses, urgent, onWallHere }: RoomDoorProps) {
  const [handing, setHanding] = useState(false);
  const join = joinAddress(code, document.baseURI, addresses);
  return (
    <aside class="roomdoor" aria-label={t('host.door')}>
      <p class="roomdoor__label">{t('host.code')}</p>
      <p class="roomdoor__code" aria-label={[...code].join(' ')}>
        {code}
      </p>
      <QrCode text={join.url} label={t('host.qrLabel', { address: join.url })} />
      <p class="roomdoor__address">
        <span class="small quiet">{t('host.joinAt')}</span> {join.words}
      </p>
      <div class="roomdoor__walls">
        <a class={urgent ? 'button' : 'button button--quiet'} href={`wall/${code}`} target={`uncanny-wall-${code}`}>
          {t('host.openWall')}
        </a>
        <button type="button" class="button button--quiet" onClick={onWallHere}>
          {t('host.wallHere')}
        </button>
      </div>
      <div class="roomdoor__more">
        <button type="button" class="button button--plain small" onClick={() => setHanding(true)}>
          {t('host.otherDevice')}
        </button>
        <a class="small" href="training" target="_blank">
          {t('host.train')}
        </a>
        <a class="small" href="board" target="_blank">
          {t('host.board')}
        </a>
      </div>
      {handing && <HandOver code={code} secret={secret} addresses={addresses} onClose={() => setHanding(false)} />}
    </aside>
  );
}

interface HandOverProps {
  readonly code: string;
  readonly secret: string;
  readonly addresses: readonly string[];
  readonly onClose: () => void;
}

/** The host link, shown only after a second press: whoever reads it runs the room. */
function HandOver({ code, secret, addresses, onClose }: HandOverProps) {
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const link = `${new URL(`../host/${code}`, joinAddress(code, document.baseURI, addresses).url).href}#secret=${secret}`;
  async function copy(): Promise<void> {
    // Missing on plain http, where classrooms run: the link is on the screen all the same.
    await navigator.clipboard?.writeText(link);
    setCopied(navigator.clipboard !== undefined);
  }
  return (
    <Dialog title={t('host.otherDevice')} onClose={onClose}>
      <p>{t('host.secretWarning')}</p>
      {shown ? (
        <div class="handover">
          <QrCode text={link} label={t('host.secretQr')} />
          <code class="handover__link">{link}</code>
          <button type="button" class="button button--quiet" onClick={() => void copy()}>
            {copied ? t('host.copied') : t('host.copy')}
          </button>
        </div>
      ) : (
        <button type="button" class="button button--danger" onClick={() => setShown(true)}>
          {t('host.showSecret')}
        </button>
      )}
    </Dialog>
  );
}
