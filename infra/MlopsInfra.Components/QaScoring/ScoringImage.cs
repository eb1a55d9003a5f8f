using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Which image a group begins with, and how its images are asked whether they are well.</summary>
internal sealed record ScoringImage(Input<string> Name, int Port, string LivenessPath, string ReadinessPath)
{
    // Answers at / on the port of the variable PORT (process.env.PORT || 80 in its source); used in Azure's own samples. By its
    // digest: a tag may lead to something else tomorrow.
    private const string Placeholder =
        "mcr.microsoft.com/azuredocs/aci-helloworld@sha256:456a1150aa41340a14c7be1342deda2cde9e6e7df9fde6b8a69de0ae04f92fad";

    public static ScoringImage From(QaScoringArgs args)
    {
        var options = args.Options;
        Input<string> image = options.Image is { } name
            ? args.RegistryLoginServer.Apply(server => $"{server}/{name}")
            : Placeholder;
        return new(image, options.Port, options.LivenessPath, options.ReadinessPath);
    }
}
