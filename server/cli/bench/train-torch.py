"""The training steps of the shipped VAE, GAN and diffusion model, written in PyTorch to be timed beside ours.

Reads lines `<network> <layout> <steps>` from standard input and answers each with the milliseconds of every step.
Same layers, batch, optimiser (AdamW, clipping, moving average) and batch preparation; layouts: contiguous, channels_last.
"""

import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)
B, K, C, LATENT = 64, 10, 32, 20
images = torch.randint(0, 256, (1024, 1, 28, 28), dtype=torch.uint8)
labels = torch.randint(0, K, (1024,))


def conv(size, a, b):
    return nn.Conv2d(a, b, size, padding=size // 2)


def norm(x):
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-6)


def lrelu(x):
    return F.leaky_relu(x, 0.2)


def batch():
    index = torch.randint(0, len(images), (B,))
    return images[index].float(), labels[index]


class Learner:
    def __init__(self, parameters, lr, betas=(0.9, 0.999), clip=None, decay=0.0):
        self.parameters = list(parameters)
        self.average = [p.detach().clone() for p in self.parameters]
        self.optimiser = torch.optim.AdamW(self.parameters, lr, betas, weight_decay=decay, foreach=True)
        self.clip = clip

    def descend(self, loss):
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward(inputs=self.parameters)
        if self.clip:
            nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.optimiser.step()
        with torch.no_grad():
            torch._foreach_mul_(self.average, 0.999)
            torch._foreach_add_(self.average, [p.detach() for p in self.parameters], alpha=0.001)


class Residual(nn.Module):
    """x + conv(silu(conv(norm(x)))), as in the VAE."""

    def __init__(self, c):
        super().__init__()
        self.a, self.b = conv(3, c, c), conv(3, c, c)

    def forward(self, x):
        return x + self.b(F.silu(self.a(norm(x))))


class Styled(nn.Module):
    """x + conv(silu(norm(conv(silu(x))) * scale + shift)), as in the generator and the diffusion model."""

    def __init__(self, c, style):
        super().__init__()
        self.a, self.b, self.s = conv(3, c, c), conv(3, c, c), nn.Linear(style, 2 * c)

    def forward(self, x, e):
        scale, shift = self.s(e)[:, :, None, None].chunk(2, 1)
        return x + self.b(F.silu(norm(self.a(F.silu(x))) * (scale + 1) + shift))


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode_in, self.fine, self.fold, self.coarse = conv(3, 4, C), Residual(C), conv(1, 4 * C, 2 * C), Residual(2 * C)
        self.encode_out, self.decode_in = nn.Linear(49 * 2 * C + K, 2 * LATENT), nn.Linear(LATENT + K, 49 * 2 * C)
        self.coarse2, self.unfold, self.fine2, self.decode_out = Residual(2 * C), conv(1, 2 * C, 4 * C), Residual(C), conv(3, C, 4)

    def forward(self, x, y):
        h = self.coarse(self.fold(F.pixel_unshuffle(self.fine(self.encode_in(F.pixel_unshuffle(x, 2))), 2)))
        mu, log_var = self.encode_out(torch.cat([F.silu(h).flatten(1), y], 1)).chunk(2, 1)
        z = mu + (log_var * 0.5).exp() * torch.randn_like(mu)
        h = self.decode_in(torch.cat([z, y], 1)).view(-1, 2 * C, 7, 7)
        h = self.fine2(F.pixel_shuffle(self.unfold(self.coarse2(h)), 2))
        return F.pixel_shuffle(self.decode_out(F.silu(norm(h))), 2), mu, log_var


def vae(layout):
    net = Vae().to(memory_format=layout)
    learner = Learner(net.parameters(), 2e-3, clip=200, decay=0.01)

    def step():
        x, y = batch()
        x = (x / 255).to(memory_format=layout)
        logits, mu, log_var = net(x, F.one_hot(y, K).float())
        reconstruction = (F.softplus(logits) - x * logits).sum((1, 2, 3))
        kl = (log_var + 1 - mu.square() - log_var.exp()).sum(1) * -0.5
        learner.descend((reconstruction + kl).mean())
        return reconstruction.mean().item() + kl.mean().item()

    return step


class GanGenerator(nn.Module):
    def __init__(self, latent):
        super().__init__()
        self.style, self.start = nn.Linear(latent + K, 128), nn.Linear(128, 49 * 2 * C)
        self.a, self.b, self.unfold, self.fine = Styled(2 * C, 128), Styled(2 * C, 128), conv(1, 2 * C, 4 * C), Styled(C, 128)
        self.out = conv(3, C, 4)

    def forward(self, z, y):
        e = F.silu(self.style(torch.cat([z, y * 2], 1)))
        h = self.b(self.a(self.start(e).view(-1, 2 * C, 7, 7), e), e)
        h = self.fine(F.pixel_shuffle(self.unfold(h), 2), e)
        return torch.tanh(F.pixel_shuffle(self.out(F.silu(norm(h))), 2))


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.fine, self.fold = conv(3, 4, C), conv(3, C, C), conv(1, 4 * C, 2 * C)
        self.a, self.b = conv(3, 2 * C, 2 * C), conv(3, 2 * C, 2 * C)
        self.judge, self.score, self.classes = nn.Linear(49 * 2 * C, 128), nn.Linear(128, 1), nn.Linear(K, 128, bias=False)

    def forward(self, x, y):
        h = self.fold(F.pixel_unshuffle(lrelu(self.fine(lrelu(self.first(F.pixel_unshuffle(x, 2))))), 2))
        h = h + self.b(lrelu(self.a(lrelu(h))))
        j = lrelu(self.judge(lrelu(h).flatten(1)))
        return self.score(j).squeeze(1) + (j * self.classes(y)).sum(1)


def gan(layout):
    latent = 64
    g, d = GanGenerator(latent).to(memory_format=layout), Discriminator().to(memory_format=layout)
    lg, ld = (Learner(n.parameters(), 1e-3, (0.0, 0.99)) for n in (g, d))

    def step():
        x, y = batch()
        real = (x / 127.5 - 1).to(memory_format=layout)
        y = F.one_hot(y, K).float()
        twice = torch.cat([y, y])
        with torch.no_grad():
            fake = g(torch.randn(B, latent), y)
        both = torch.cat([real, fake]).requires_grad_(True)
        scores = d(both, twice)
        on_real, on_fake = scores.chunk(2)
        (slope,) = torch.autograd.grad(scores.sum(), both, create_graph=True)
        penalty = slope.square().sum() / (2 * B) * 2
        loss_d = F.softplus(on_fake - on_real).mean() + penalty * 0.1
        ld.descend(loss_d)
        with torch.no_grad():
            on_real = d(real, y)
        loss_g = F.softplus(on_real - d(g(torch.randn(B, latent), y), y)).mean()
        lg.descend(loss_g)
        return loss_d.item() + loss_g.item()

    return step


class Unet(nn.Module):
    def __init__(self, heads=4):
        super().__init__()
        e = 128
        self.heads = heads
        self.noise, self.classes, self.embed = nn.Linear(32, e), nn.Linear(K + 1, e, bias=False), nn.Linear(e, e)
        self.first, self.down, self.fold = conv(3, 4, C), Styled(C, e), conv(1, 4 * C, 2 * C)
        self.m1, self.m2, self.m3 = (Styled(2 * C, e) for _ in range(3))
        self.qkv, self.mix = conv(1, 2 * C, 6 * C), conv(1, 2 * C, 2 * C)
        self.unfold, self.merge, self.up1, self.up2 = conv(1, 2 * C, 4 * C), conv(1, 2 * C, C), Styled(C, e), Styled(C, e)
        self.out = conv(3, C, 4)

    def attend(self, x):
        b, c, h, w = x.shape
        q, k, v = self.qkv(norm(x)).reshape(b, 3, self.heads, c // self.heads, h * w).unbind(1)
        a = torch.softmax(q.transpose(2, 3) @ k * (c // self.heads) ** -0.5, -1)
        return x + self.mix((v @ a.transpose(2, 3)).reshape(b, c, h, w))

    def forward(self, x, noise, y):
        e = F.silu(self.embed(F.silu(self.noise(noise) + self.classes(y))))
        skip = self.down(self.first(F.pixel_unshuffle(x, 2)), e)
        h = self.m1(self.fold(F.pixel_unshuffle(skip, 2)), e)
        h = self.m3(self.attend(self.m2(h, e)), e)
        h = self.merge(torch.cat([F.pixel_shuffle(self.unfold(h), 2), skip], 1))
        return F.pixel_shuffle(self.out(F.silu(norm(self.up2(self.up1(h, e), e)))), 2)


def diffusion(layout):
    net = Unet().to(memory_format=layout)
    learner = Learner(net.parameters(), 1.5e-3, clip=1, decay=0.01)
    frequencies = 0.5 * 1.4 ** torch.arange(16)

    def step():
        x, y = batch()
        x = (x / 127.5 - 1).to(memory_format=layout)
        y = torch.where(torch.rand(B) < 0.1, torch.full_like(y, K), y)
        sigma = (torch.randn(B, 1, 1, 1) * 1.3 - 0.4).exp()
        scale = (sigma.square() + 1).sqrt()
        noisy = x + sigma * torch.randn_like(x)
        angles = sigma.view(B, 1).log() / 4 * frequencies
        features = torch.cat([angles.sin(), angles.cos()], 1)
        target = (x - noisy / scale.square()) / (sigma / scale)
        loss = F.mse_loss(net(noisy / scale, features, F.one_hot(y, K + 1).float()), target)
        learner.descend(loss)
        return loss.item()

    return step


NETWORKS = {"vae": vae, "gan": gan, "diffusion": diffusion}
LAYOUTS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
steps = {}
print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    name, layout, count = line.split()
    if (name, layout) not in steps:
        steps[name, layout] = NETWORKS[name](LAYOUTS[layout])
    times = []
    for _ in range(int(count)):
        start = time.perf_counter()
        steps[name, layout]()
        times.append((time.perf_counter() - start) * 1e3)
    print(json.dumps(times), flush=True)
