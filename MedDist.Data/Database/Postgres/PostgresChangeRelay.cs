using System.Text.Json;
using System.Threading.Channels;
using MedDist.Core.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MedDist.Data.Database.Postgres;

/// <summary>Carries the change feed between nodes over PostgreSQL's <c>LISTEN/NOTIFY</c>: ids only, no content. A node that loses the connection comes back by itself.</summary>
public sealed partial class PostgresChangeRelay(DatabaseSettings settings, ChangeFeed feed, ILogger<PostgresChangeRelay> log) : BackgroundService
{
    private const string Channel = "meddist_changes";

    // A notification may hold 8,000 bytes; a change is about 100.
    private const int AtOnce = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Guid me = Guid.NewGuid();

    private readonly Channel<Change> outbound = System.Threading.Channels.Channel.CreateBounded<Change>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Committed += Enqueue;
        try
        {
            await Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(TellAsync, stoppingToken));
        }
        finally
        {
            feed.Committed -= Enqueue;
        }
    }

    private void Enqueue(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            outbound.Writer.TryWrite(change);
        }
    }

    /// <summary>Runs <paramref name="work"/> again after an outage of the database, until the node stops.</summary>
    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (outage is NpgsqlException or IOException)
            {
                Interrupted(log, outage);
                await Task.Delay(Pause, stopping);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stopping);
        connection.Notification += (_, heard) => Hear(heard.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        while (true)
        {
            await connection.WaitAsync(stopping);
        }
    }

    private void Hear(string payload)
    {
        if (JsonSerializer.Deserialize<Envelope>(payload) is { } letter && letter.From != me)
        {
            feed.Publish(letter.Changes);
        }
    }

    private async Task TellAsync(CancellationToken stopping)
    {
        while (await outbound.Reader.WaitToReadAsync(stopping))
        {
            List<Change> batch = [];
            while (batch.Count < AtOnce && outbound.Reader.TryRead(out var change))
            {
                batch.Add(change);
            }

            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(stopping);
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            notify.Parameters.Add(new() { Value = Channel });
            notify.Parameters.Add(new() { Value = JsonSerializer.Serialize(new Envelope(me, batch)) });
            await notify.ExecuteNonQueryAsync(stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The change feed between nodes is interrupted and will be taken up again")]
    private static partial void Interrupted(ILogger logger, Exception outage);

    private sealed record Envelope(Guid From, List<Change> Changes);
}
