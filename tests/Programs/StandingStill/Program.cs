using Pulumi;
using StandingStill;
using Deployment = Pulumi.Deployment;

return await Deployment.RunAsync(() =>
{
    switch (new Config().Require("mistake"))
    {
        case "own-component":
            // A tag of the component's URN is a dependency on all resources in the component.
            var own = new Landscape("landscape");
            _ = Landscape.Group("inside", own, own.Urn);
            break;
        case "each-other":
            var landscape = new Landscape("landscape");
            var outside = Landscape.Group("outside", null, "x", landscape);
            _ = Landscape.Group("inside", landscape, outside.Name);
            break;
        case "caught":
            try
            {
                Landscape.Group("odd", new Landscape("landscape"), "x",
                    transformation: _ => throw new FormatException("no such tag"));
            }
            catch (FormatException)
            {
                Log.Warn("Going on without the group.");
            }
            break;
        default:
            throw new RunException("The mistake is own-component, each-other or caught.");
    }
});
