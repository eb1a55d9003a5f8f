using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Which image runs, and how it is asked whether it is well.</summary>
internal sealed record ScoringImage(Input<string> Name, int Port, string LivenessPath, string ReadinessPath)
{
    // Answers on port 80 at any path; used in Azure's own samples. By its digest: a tag may lead to something else tomorrow.
    private const string Placeholder =
        "mcr.microsoft.com/azuredocs/aci-helloworld@sha256:456a1150aa41340a14c7be1342deda2cde9e6e7df9fde6b8a69de0ae04f92fad";

    public static ScoringImage From(QaScoringArgs args) => args.Options.Image is { } image
        ? new(args.RegistryLoginServer.Apply(server => $"{server}/{image}"), args.Options.Port, args.Options.LivenessPath,
            args.Options.ReadinessPath)
        : new(Placeholder, 80, "/", "/");
}
