using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MedDist.Core.Tests.Support;

/// <summary>A small real SMTP server on a loopback port that keeps what it receives and fails on request (RFC 5321, no TLS, no sign-in).</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<SmtpMessage> received = new();
    private readonly ConcurrentQueue<SmtpFault> faults = new();
    private readonly Task accepting;

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Host { get; } = "127.0.0.1";

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The accepted messages so far, oldest first.</summary>
    public IReadOnlyList<SmtpMessage> Messages => [.. received];

    /// <summary>Lets the next messages fail; calls add up, in order.</summary>
    public void FailNext(SmtpFault fault, int messages = 1)
    {
        for (var i = 0; i < messages; i++)
        {
            faults.Enqueue(fault);
        }
    }

    /// <summary>Waits until that many messages were accepted, and returns them all.</summary>
    public async Task<IReadOnlyList<SmtpMessage>> WaitForAsync(int messages, TimeSpan? timeout = null)
    {
        var patience = timeout ?? TimeSpan.FromSeconds(20);
        var watch = Stopwatch.StartNew();
        while (received.Count < messages)
        {
            if (watch.Elapsed > patience)
            {
                throw new TimeoutException($"{received.Count} of {messages} messages arrived within {patience.TotalSeconds:0} s.");
            }

            await Task.Delay(20);
        }

        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ConverseAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new SmtpConversation(client.GetStream(), NextFault, received.Enqueue).RunAsync(stopping.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // the sender hung up, or the test ended
            }
        }
    }

    private SmtpFault? NextFault() => faults.TryDequeue(out var fault) ? fault : null;
}
