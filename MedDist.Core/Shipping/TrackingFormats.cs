namespace MedDist.Core.Shipping;

/// <summary>The forms of tracking numbers that are known, the telling ones first.</summary>
public static class TrackingFormats
{
    private const string UspsRouting = @"(420\d{5}(\d{4}(?=\d{22}$))?)?";

    public static readonly IReadOnlyList<TrackingFormat> All =
    [
        new("ups", Carriers.Ups, @"1Z(?<s>[A-Z0-9]{6}(?<svc>[A-Z0-9]{2})[A-Z0-9]{7})(?<c>\d)", CheckDigit.Ups, m => UpsService(m.Groups["svc"].Value)),
        new("ups_waybill", Carriers.Ups, @"(?<svc>[AHJKTV])(?<s>\d{9})(?<c>\d)", CheckDigit.Ups, m => m.Groups["svc"].Value switch { "J" => "Next Day Express", "K" => "Ground", "V" => "Worldwide Express Saver", _ => null }),
        new("usps_impb_n", Carriers.Usps, UspsRouting + @"(?<n>(?<s>94\d{3}(9\d{8}(\d{15}|\d{11}|\d{7})|[0-8]\d{5}(\d{14}|\d{10})))(?<c>\d))", CheckDigit.ThreeOne, _ => "Online label"),
        new("usps_impb_c", Carriers.Usps, UspsRouting + @"(?<n>(?<s>(92(?=\d{3}9)|93(?=\d{3}[0-8])|(?<retail>95))\d{3}(9\d{8}(\d{11}|\d{7})|[0-8]\d{5}(\d{14}|\d{10})))(?<c>\d))", CheckDigit.ThreeOne,
            m => m.Groups["retail"].Success ? "Post office counter" : "Commercial mail"),
        new("usps_legacy", Carriers.Usps, @"(420\d{5}(\d{4})?)?(?<n>(?<s>91\d{19})(?<c>\d))|(420\d{5}(\d{4})?)?(?<n>(?<pre>(?!91))(?<s>\d{19})(?<c>\d))", CheckDigit.ThreeOne, _ => "Confirmation"),
        new("usps_20", Carriers.Usps, @"(?<s>\d{19})(?<c>\d)", CheckDigit.ThreeOne, _ => "Confirmation"),
        new("fedex_ground_96", Carriers.Fedex, @"96\d{5}(?<n>(?<s>\d{14})(?<c>\d))", CheckDigit.ThreeOne, _ => "Ground"),
        new("fedex_ground_gsn", Carriers.Fedex, @"96\d{2}\d{5}\d{10}\d(?<n>(?<s>\d{13})(?<c>\d))", CheckDigit.OneThreeSeven, _ => "Ground"),
        new("fedex_34", Carriers.Fedex, @"[0-8]\d{14}\d{5}(?<n>(?<s>\d{13})(?<c>\d))", CheckDigit.OneThreeSeven, _ => "Express"),
        new("fedex_astra_32", Carriers.Fedex, @"3\d{15}(?<n>(?<s>\d{11})(?<c>\d))\d{4}", CheckDigit.OneThreeSeven, _ => "Express"),
        new("fedex_ground_sscc_18", Carriers.Fedex, @"\d{2}(?<s>\d{15})(?<c>\d)", CheckDigit.ThreeOne, _ => "Ground"),
        new("fedex_ground", Carriers.Fedex, @"(?<s>\d{14})(?<c>\d)", CheckDigit.ThreeOne, _ => "Ground"),
        new("fedex_12", Carriers.Fedex, @"(?<s>\d{11})(?<c>\d)", CheckDigit.OneThreeSeven, _ => "Express"),
        new("s10", Carriers.Post, @"(?<svc>[A-Z]{2})(?<s>\d{8})(?<c>\d)(?<country>[A-Z]{2})", CheckDigit.S10, m => PostService(m.Groups["svc"].Value)),
        new("dhl_express", Carriers.Dhl, @"(?<s>\d{9,10})(?<c>\d)", CheckDigit.Seven, _ => "Express"),
        new("dhl_express_piece_id", Carriers.Dhl, @"J[A-Z]{2,3}\d{9,10}", CheckDigit.None, _ => "Express piece"),
        new("dhl_ecommerce", Carriers.Dhl, @"(GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=[^0-9]*\d)[0-9A-Z]{10,39}", CheckDigit.None, _ => "eCommerce"),
        new("dhl_ecommerce_14", Carriers.Dhl, @"\d{14}", CheckDigit.None, _ => "eCommerce"),
    ];

    private static string? UpsService(string code) => code switch
    {
        "01" => "Next Day Air",
        "02" => "Second Day Air",
        "03" => "Ground",
        "12" => "Three-Day Select",
        "13" => "Next Day Air Saver",
        "15" or "33" or "41" => "Next Day Air Early",
        "22" or "78" or "90" => "Ground returns",
        "32" => "Next Day Air Early, collect on delivery",
        "42" => "Ground, signature required",
        "44" => "Next Day Air, Saturday",
        "66" => "Worldwide Express",
        "72" => "Ground, collect on delivery",
        "A0" or "A1" or "AA" => "Next Day Air Early, adult signature",
        "A2" or "A9" => "Next Day Air, adult signature",
        "A8" => "Ground, adult signature",
        "YW" => "SurePost",
        _ => null,
    };

    private static string? PostService(string code) => code[0] switch
    {
        'E' => "EMS",
        'L' => "Letter post express",
        'M' => "M-bag",
        'R' => "Registered letter",
        'U' => "Letter post",
        'V' => "Insured letter",
        'C' => "Parcel post",
        'H' => "Parcel post, e-commerce",
        'B' or 'D' or 'N' or 'P' or 'Z' => "Domestic",
        _ => null,
    };
}
