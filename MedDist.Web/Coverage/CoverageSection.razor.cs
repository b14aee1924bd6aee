using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Coverage;

/// <summary>The policies of a recipient, and changing them.</summary>
public sealed partial class CoverageSection(CoverageService service, RecipientDisclosure disclosure, Toasts toasts)
{
    private ConfirmDialog? confirm;
    private CoverageEntry? draft;
    private PolicyRow? editing;
    private IReadOnlyDictionary<string, string[]> problems = new Dictionary<string, string[]>();
    private string? problem;
    private bool asPrimary;
    private bool busy;
    private Ui.ProblemSummary? summary;

    [Parameter, EditorRequired]
    public RecipientOverview Overview { get; set; } = default!;

    /// <summary>What is shown on purpose; null while it is hidden.</summary>
    [Parameter]
    public RecipientIdentity? Identity { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public EventCallback Saved { get; set; }

    private static string PolicyName(PolicyRow policy) => $"{(policy.IsPrimary ? "primary" : "secondary")} policy at {policy.Payer ?? "no payer"}";

    private static string Span(PolicyRow policy) => (policy.EffectiveOn, policy.TerminatesOn) switch
    {
        ({ } from, { } to) => $"{UserClock.Exact(from)[4..]} – {UserClock.Exact(to)[4..]}",
        ({ } from, null) => $"since {UserClock.Exact(from)[4..]}",
        (null, { } to) => $"to {UserClock.Exact(to)[4..]}",
        _ => UiWords.NotSet,
    };

    private static IEnumerable<string> Plan(PolicyRow policy) =>
        new[] { policy.PlanName == policy.Payer ? null : policy.PlanName, policy.PlanType?.Label(), policy.Network?.Label() }.OfType<string>();

    private CoverageEntry? Entry(PolicyRow policy) => Identity?.Policies.GetValueOrDefault(policy.Id);

    private string NumberOf(PolicyRow policy) => Entry(policy) is not { } entry ? policy.MaskedNumber ?? UiWords.NotSet
        : entry is { WantsMbi: true, PolicyNumber: { } mbi } ? Mbi.Display(mbi)
        : entry.PolicyNumber ?? UiWords.NotSet;

    private void Open(PolicyRow? policy, CoverageEntry entry)
    {
        (editing, draft, problem, asPrimary) = (policy, entry, null, policy is null && !Overview.Policies.Any(p => p.IsRunning));
        problems = new Dictionary<string, string[]>();
    }

    private async Task EditAsync(PolicyRow policy)
    {
        if ((await disclosure.RevealAsync(Overview.Id, "policy opened for editing"))?.Policies.GetValueOrDefault(policy.Id) is { } entry)
        {
            Open(policy, entry);
        }
    }

    private async Task SaveAsync()
    {
        if (busy || draft is null)
        {
            return;
        }

        busy = true;
        var result = editing is { } policy ? await service.ChangeAsync(policy.Id, draft, policy.Version) : await service.AddAsync(Overview.Id, draft, asPrimary);
        busy = false;
        problems = (result.Failure as Failure.Invalid)?.Fields ?? new Dictionary<string, string[]>();
        problem = result.Failure is null or Failure.Invalid ? null : result.Failure.Message;
        summary?.Lead();
        if (result.Failure is Failure.Stale)
        {
            await Saved.InvokeAsync();
            editing = Overview.Policies.FirstOrDefault(p => p.Id == editing?.Id);
        }

        if (result.Succeeded)
        {
            draft = null;
            Tell(result.Value);
            await Saved.InvokeAsync();
        }
    }

    private async Task MakePrimaryAsync(PolicyRow policy)
    {
        CoverageChanged? done = null;
        var question = new ConfirmQuestion("Let this policy pay first?", "The one that paid first becomes a further one. Running IVRs have to be done again, and the open orders say so.", "Make primary");
        if (await confirm!.AskAsync(question, async _ =>
        {
            var result = await service.MakePrimaryAsync(policy.Id, policy.Version);
            done = result.Value;
            return Result.From(result.Failure);
        }))
        {
            Tell(done!);
            await Saved.InvokeAsync();
        }
    }

    private void Tell(CoverageChanged changed)
    {
        var redo = changed.ToRedo switch { 0 => null, 1 => "One verification has to be done again.", var n => $"{n} verifications have to be done again." };
        var back = changed.BackToReview switch { 0 => null, 1 => "One approved order is reviewed again.", var n => $"{n} approved orders are reviewed again." };
        if (redo is null && back is null)
        {
            toasts.Done("Policy saved");
            return;
        }

        toasts.Warning("Policy saved", string.Join(' ', new[] { redo, back }.OfType<string>()));
    }
}
