using MedDist.Core.Kernel;
using MedDist.Core.Verifications;
using Microsoft.JSInterop;

namespace MedDist.Web.Verifications;

/// <summary>Moving the current case, by key or by hand.</summary>
public sealed partial class VerificationDesk
{
    private VerificationMoveDialog? mover;
    private VerificationMoveChoices? grabbed;

    private Task MoveAsync() => CurrentRow is { } row ? mover!.OpenAsync(row.Id) : Task.CompletedTask;

    private Task UndoLastAsync() => mover!.UndoAsync();

    /// <summary>Called by the browser when a card is picked up: the columns say whether it may go there. Answers with those that take it.</summary>
    [JSInvokable]
    public async Task<string[]> OnGrabAsync(string element)
    {
        grabbed = CaseOf(element) is { } id ? await moves.ChoicesAsync(id) : null;
        StateHasChanged();
        return grabbed is null ? [] : [.. grabbed.Refusals.Where(r => r.Value is null).Select(r => r.Key.ToString())];
    }

    /// <summary>Called by the browser when the card is let go: over a column, or over none.</summary>
    [JSInvokable]
    public async Task OnDropAsync(string? column)
    {
        var choices = grabbed;
        grabbed = null;
        StateHasChanged();
        if (choices is null || !Enum.TryParse<DeskColumn>(column, out var to) || to == choices.Row.Column)
        {
            return;
        }

        current = VerificationLook.ElementOf(choices.Row.Id);
        if (choices.Refusals[to] is { } refusal)
        {
            toasts.Warning($"Not to {to.Label()}", ((Failure)refusal).Message);
            return;
        }

        await mover!.OpenAsync(choices.Row.Id, to);
    }

    private static Guid? CaseOf(string element) => element.StartsWith("case-", StringComparison.Ordinal) && Guid.TryParseExact(element[5..], "N", out var id) ? id : null;
}
