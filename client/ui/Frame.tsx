import type { ComponentChildren } from 'preact';

/** A gilt frame with its lamp and passe-partout. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="frame">
      <span class="frame__lamp" aria-hidden="true" />
      <div class="frame__moulding">
        <div class="frame__paper">{children}</div>
      </div>
    </div>
  );
}
