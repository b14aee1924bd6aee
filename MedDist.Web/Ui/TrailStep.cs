namespace MedDist.Web.Ui;

/// <summary>A page above the current one, in the breadcrumb of <see cref="PageHeader"/>.</summary>
public sealed record TrailStep(string Text, string Href);
