import { useEffect, useState } from 'preact/hooks';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** A QR code as one path: dark on ivory, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function QrCode({ text, label }: QrCodeProps) {
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let here = true;
    void import('qrcode').then(({ default: qrcode }) => {
      const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
      let path = '';
      for (let y = 0; y < modules.size; y++) {
        for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
      }
      if (here) setDrawn({ size: modules.size + 8, path });
    });
    return () => {
      here = false;
    };
  }, [text]);
  const size = drawn?.size ?? 33;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#f3ead8" />
      {drawn && <path d={drawn.path} fill="#14110f" />}
    </svg>
  );
}
