using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class SettingScenarios
{
    /// <summary>Prints what the program learns from its environment.</summary>
    public static void Settings()
    {
        var deployment = Deployment.Instance;
        Console.WriteLine(
            $"{deployment.OrganizationName}/{deployment.ProjectName}/{deployment.StackName} dry run: {deployment.IsDryRun}");
        Console.WriteLine($"root: {deployment.RootDirectory}");
        Console.WriteLine($"key: {new Config().Require("key")}");
    }

    internal sealed class DemoStack : Stack
    {
        public DemoStack() => Name = new R("a", new RArgs { Name = "x" }).Name;

        [Output("name")]
        public Output<string> Name { get; private set; }
    }
}
