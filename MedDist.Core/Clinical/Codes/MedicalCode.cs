namespace MedDist.Core.Clinical.Codes;

/// <summary>A list of codes that the product ships.</summary>
public enum CodeSystem
{
    /// <summary>Diagnoses: ICD-10-CM.</summary>
    Icd10,

    /// <summary>Products and supplies: HCPCS Level II.</summary>
    Hcpcs,

    /// <summary>Procedures: CPT numbers, with wording of our own.</summary>
    Cpt,

    /// <summary>Where the service is given: CMS place of service.</summary>
    PlaceOfService,
}

/// <summary>One code of a list.</summary>
/// <param name="System">The list it is from.</param>
/// <param name="Code">As it is stored and printed; ICD-10-CM with its dot.</param>
/// <param name="Text">What it stands for.</param>
/// <param name="Group">What kind of wound, product or procedure it belongs to; null where the list has no groups.</param>
/// <param name="Note">What to know before using it, for example a billing unit or global days; null where there is nothing.</param>
/// <param name="IsUsual">Whether it is one of the usual ones for what was asked.</param>
public sealed record MedicalCode(CodeSystem System, string Code, string Text, string? Group = null, string? Note = null, bool IsUsual = false);
