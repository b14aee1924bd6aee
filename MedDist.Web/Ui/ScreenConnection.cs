using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MedDist.Web.Ui;

/// <summary>Whether the browser of this circuit is there: a circuit outlives a closed laptop by minutes, and must not say meanwhile that somebody is looking.</summary>
public sealed class ScreenConnection : CircuitHandler
{
    public bool IsUp { get; private set; } = true;

    /// <summary>Raised when the browser went or came back.</summary>
    public event Action? Changed;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        Changed?.Invoke();
        return Task.CompletedTask;
    }
}
