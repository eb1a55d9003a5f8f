namespace MlopsInfra.Review.Pictures;

/// <summary>Which icon a type has, and how it is drawn: lines in a square of 16 by 16.</summary>
internal static class PictureIcons
{
    /// <summary>The icon of a type.</summary>
    /// <param name="token">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    public static PictureIcon Of(string token) => token.Split(':') switch
    {
        ["azuredevops" or "github", ..] => PictureIcon.Code,
        [_, "storage", ..] => PictureIcon.Storage,
        [_, "keyvault", ..] => PictureIcon.Vault,
        [_, "containerregistry", ..] => PictureIcon.Registry,
        [_, "machinelearningservices", var name] => name.Contains("Endpoint", StringComparison.Ordinal) ? PictureIcon.Endpoint
            : name == "Compute" ? PictureIcon.Compute : PictureIcon.Learning,
        [_, "compute" or "containerservice" or "containerinstance" or "kubernetesconfiguration", ..] => PictureIcon.Compute,
        [_, "network" or "privatedns", ..] => PictureIcon.Network,
        [_, "monitor" or "applicationinsights" or "operationalinsights" or "consumption", ..] => PictureIcon.Monitor,
        [_, "managedidentity" or "authorization", ..] => PictureIcon.Identity,
        [_, "eventgrid" or "logic", ..] => PictureIcon.Event,
        _ => PictureIcon.Other,
    };

    /// <summary>The path of an icon.</summary>
    /// <param name="icon">The icon.</param>
    public static string Path(PictureIcon icon) => icon switch
    {
        PictureIcon.Storage => "M2.5 4c0-1.4 2.5-2.5 5.5-2.5s5.5 1.1 5.5 2.5-2.5 2.5-5.5 2.5S2.5 5.4 2.5 4v8c0 1.4 2.5 2.5 5.5 "
            + "2.5s5.5-1.1 5.5-2.5V4M2.5 8c0 1.4 2.5 2.5 5.5 2.5s5.5-1.1 5.5-2.5",
        PictureIcon.Vault => "M3 7h10v7.5H3zM5 7V4.5a3 3 0 0 1 6 0V7M8 10v1.5",
        PictureIcon.Registry => "M8 1.5 14.5 5 8 8.5 1.5 5 8 1.5M1.5 8 8 11.5 14.5 8M1.5 11 8 14.5 14.5 11",
        PictureIcon.Compute =>
            "M4 4h8v8H4zM6.5 6.5h3v3h-3zM6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5",
        PictureIcon.Learning => "M5 4.5 11 3M5 5l6 6.5M5 11.5 11 4M5 12h6M3.5 3a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M3.5 10.5a1.5 "
            + "1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M12.5 1.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M12.5 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 "
            + "0 0 0 0-3",
        PictureIcon.Endpoint => "M1.5 8h8M6.5 5l3 3-3 3M9 2.5h3.5a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H9",
        PictureIcon.Network => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13",
        PictureIcon.Monitor => "M1.5 14.5h13M1.5 1.5v13M4 11l3-4 2.5 2.5 4.5-6",
        PictureIcon.Identity => "M8 1.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2.5 14.5c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5z",
        PictureIcon.Event => "M9 1.5 3 9h4.5L7 14.5 13 7H8.5z",
        PictureIcon.Code => "M5 4 1.5 8 5 12M11 4l3.5 4L11 12M9 2.5l-2 11",
        _ => "M8 1.5 14 5v6l-6 3.5L2 11V5zM2 5l6 3.5L14 5M8 8.5v6",
    };
}
