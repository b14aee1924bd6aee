using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>Nobody has asked for an IVR that the manufacturer requires.</summary>
public sealed class IvrMissingFlag() : IvrFlag("ivr.missing", FlagSeverity.Blocks, "IVR missing", IvrState.Missing);

/// <summary>An IVR was made for a cover that has changed since.</summary>
public sealed class IvrRedoFlag() : IvrFlag("ivr.redo", FlagSeverity.Blocks, "IVR to be redone", IvrState.Missing, toRedo: true);

/// <summary>An IVR is over already.</summary>
public sealed class IvrExpiredFlag() : IvrFlag("ivr.expired", FlagSeverity.Blocks, "IVR expired", IvrState.Expired);

/// <summary>An IVR is valid today and over on the service date.</summary>
public sealed class IvrLapsesFlag() : IvrFlag("ivr.lapses", FlagSeverity.Blocks, "IVR ends before service", IvrState.LapsesBefore);

/// <summary>The manufacturer or payer turned an IVR down.</summary>
public sealed class IvrRejectedFlag() : IvrFlag("ivr.rejected", FlagSeverity.Blocks, "IVR rejected", IvrState.Rejected);

/// <summary>The manufacturer has not answered an IVR yet.</summary>
public sealed class IvrPendingFlag() : IvrFlag("ivr.pending", FlagSeverity.Warns, "IVR not answered", IvrState.Requested);

/// <summary>A required verification other than prior authorisation that stands in one way. An approval with a reason settles it.</summary>
public abstract class IvrFlag(string code, FlagSeverity severity, string label, IvrState state, bool toRedo = false) : IOrderFlagRule
{
    public FlagKind Kind { get; } = new(code, severity, label);

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        var sentences = around.AnswersFor(order).Where(a => a.Required.Type != VerificationType.PriorAuthorization && a.Answer.State == state && a.Answer.ToRedo == toRedo).Select(a => a.Answer.Sentence).ToList();
        return sentences.Count == 0 || order.IvrBypassReason is not null ? null : string.Join(' ', sentences);
    }
}

/// <summary>A verification covers the service date and ends soon: the next order will need a new one.</summary>
public sealed class IvrExpiringFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("ivr.expiring", FlagSeverity.Informs, "IVR expiring");

    public FlagReason? Judge(Order order, OrderSurroundings around) =>
        around.AnswersFor(order).Where(a => a.Answer is { State: IvrState.Valid, ValidThrough: { } last } && last <= around.Today.AddDays(around.Calendar.ExpiringDays))
            .Select(a => $"{a.Answer.Sentence} It ends within {around.Calendar.ExpiringDays} days: ask for the next one now.").FirstOrDefault();
}

/// <summary>The order was approved without what the manufacturer requires.</summary>
public sealed class IvrBypassedFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("ivr.bypassed", FlagSeverity.Informs, "Approved without IVR");

    public FlagReason? Judge(Order order, OrderSurroundings around) =>
        order.IvrBypassReason is { } why && around.AnswersFor(order).Any(a => !a.Answer.Covers) ? $"Approved without a valid IVR: {why}" : null;
}

/// <summary>The manufacturer wants a prior authorisation, and none covers the service date.</summary>
public sealed class PriorAuthorizationFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("pa.needed", FlagSeverity.Blocks, "PA needed");

    public FlagReason? Judge(Order order, OrderSurroundings around) => order.IvrBypassReason is null
        && around.AnswersFor(order).Where(a => a.Required.Type == VerificationType.PriorAuthorization && !a.Answer.Covers).Select(a => a.Answer.Sentence).FirstOrDefault() is { } why
        ? why
        : null;
}
