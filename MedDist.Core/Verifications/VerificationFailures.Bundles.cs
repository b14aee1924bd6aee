using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

public static partial class VerificationFailures
{
    public const string BundleEmptyRule = "verification.bundle_empty";
    public const string BundleChangedRule = "verification.bundle_changed";
    public const string BundleTooLongRule = "verification.bundle_too_long";
    public const string SnoozeDayRule = "verification.snooze_day";
    public const string SnoozeReasonRule = "verification.snooze_reason";

    public static readonly Failure BundleEmpty = new Failure.RuleBroken(BundleEmptyRule, "Nothing is left to ask for. The list says why, line by line.");

    public static readonly Failure BundleChanged = new Failure.RuleBroken(BundleChangedRule, "Something of it changed since the preview. Look at it again, then send.");

    public static readonly Failure BundleTooLong = new Failure.RuleBroken(BundleTooLongRule, $"Too many at once: at most {VerificationBundles.MostCases:N0}. Take some out.");

    public static readonly Failure SnoozeDay = new Failure.RuleBroken(SnoozeDayRule, $"Choose a day after today, at most {VerificationSnoozes.MostDays} days from now.");

    public static readonly Failure SnoozeReason = new Failure.RuleBroken(SnoozeReasonRule, "Say why it can wait, in at most 500 letters.");
}
