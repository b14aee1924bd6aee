using MedDist.Core.Kernel;

namespace MedDist.Core.Clinical;

/// <summary>The rules of clinical records that can say no, by name.</summary>
public static class ClinicalFailures
{
    public const string EndsBeforeStartRule = "clinical.ends_before_start";
    public const string EndedRule = "clinical.ended";

    public static readonly Failure NotRecording = new Failure.Forbidden("Your role does not allow this: recording wounds and treatments. Ask the provider.");

    public static readonly Failure OrderNotFound = new Failure.NotFound("order");

    public static readonly Failure RecipientNotFound = new Failure.NotFound("recipient");

    public static readonly Failure TreatmentNotFound = new Failure.NotFound("treatment");

    public static readonly Failure NoRecipient = new Failure.Invalid("OrderId", "The order has no recipient yet. Choose one first.");

    public static readonly Failure SizeMissing = new Failure.Invalid("Size", "Write the size of the wound, such as 4.5x3.2.");

    public static readonly Failure InFuture = new Failure.Invalid("On", "This day has not come yet. Write today or an earlier day.");

    public static readonly Failure TypeMissing = new Failure.Invalid("Type", "Write what the treatment is, such as Compression.");

    public static readonly Failure EndsBeforeStart = new Failure.RuleBroken(EndsBeforeStartRule, "A treatment cannot end before it has begun. Compare the two days.");

    public static readonly Failure Ended = new Failure.RuleBroken(EndedRule, "The treatment has ended already. Look at what was written then.");

    public static readonly Failure Stale = new Failure.Stale("treatment");

    public static Failure WrongSize(string problem) => new Failure.Invalid("Size", problem);
}
