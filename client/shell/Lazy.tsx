import type { Attributes, ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Loading } from '../ui/Loading.tsx';

interface LazyProps<P> {
  /** Stable function (module level), so that the page is loaded once. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A page that is fetched when it is first visited. */
export function Lazy<P>({ load, props }: LazyProps<P>): VNode {
  const [page, setPage] = useState<{ readonly Page: ComponentType<P> } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = (wait: number): void => {
      load().then(
        (Page) => here && (setPage({ Page }), setFailed(false)),
        () => {
          if (!here) return;
          setFailed(true);
          timer = setTimeout(() => attempt(Math.min(10_000, wait * 2)), wait);
        },
      );
    };
    setPage(null);
    attempt(1000);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [load]);
  if (page === null) return <Loading words={failed ? t('error.client/unreachable') : undefined} />;
  const { Page } = page;
  return <Page {...(props as P & Attributes)} />;
}
