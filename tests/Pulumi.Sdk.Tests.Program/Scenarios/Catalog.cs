namespace Pulumi.Sdk.Tests.Program.Scenarios;

/// <summary>The programs by name.</summary>
internal static class Catalog
{
    public static Func<string[], Task<int>> Find(string name) => name switch
    {
        "outputs" => _ => Deployment.RunAsync(OutputScenarios.Outputs),
        "secrets" => _ => Deployment.RunAsync(OutputScenarios.Secrets),
        "component" => _ => Deployment.RunAsync(TreeScenarios.Component),
        "dependencies" => _ => Deployment.RunAsync(TreeScenarios.Dependencies),
        "providers" => _ => Deployment.RunAsync(ProviderScenarios.Providers),
        "packages" => _ => Deployment.RunAsync(ProviderScenarios.PackagesAsync),
        "options" => _ => Deployment.RunAsync(OptionScenarios.Options),
        "values" => _ => Deployment.RunAsync(ValueScenarios.Values),
        "assets" => _ => Deployment.RunAsync(ValueScenarios.Assets),
        "read" => _ => Deployment.RunAsync(ReadScenarios.Read),
        "stackreference" => _ => Deployment.RunAsync(ReadScenarios.StackReferences),
        "invoke" => _ => Deployment.RunAsync(InvokeScenarios.InvokeAsync),
        "preview" => _ => Deployment.RunAsync(PreviewScenarios.Preview),
        "failure" => _ => Deployment.RunAsync(PreviewScenarios.Failure),
        "many" => arguments => Deployment.RunAsync(() => LoadScenarios.Many(int.Parse(arguments[0]))),
        "chain" => arguments => Deployment.RunAsync(() => LoadScenarios.Chain(int.Parse(arguments[0]))),
        "answers" => _ => Deployment.RunAsync(AnswerScenarios.Answers),
        "throws" => _ => Deployment.RunAsync(ErrorScenarios.Throws),
        "run-exception" => _ => Deployment.RunAsync(ErrorScenarios.RunError),
        "resource-exception" => _ => Deployment.RunAsync(ErrorScenarios.ResourceError),
        "log-error" => _ => Deployment.RunAsync(ErrorScenarios.LogError),
        "exit" => _ => Deployment.RunAsync(() => Environment.Exit(7)),
        "unsupported-value" => _ => Deployment.RunAsync(ErrorScenarios.UnsupportedValue),
        "endless" => arguments => EndlessScenarios.RunAsync(arguments[0]),
        "deleted-with" => _ => Deployment.RunAsync(OptionScenarios.DeletedWith),
        "aliases" => _ => Deployment.RunAsync(OptionScenarios.InheritedAliases),
        "component-args" => _ => Deployment.RunAsync(TreeScenarios.ComponentArgs),
        "references" => _ => Deployment.RunAsync(OutputScenarios.References),
        "remote" => _ => Deployment.RunAsync(RemoteScenarios.Remote),
        "call" => _ => Deployment.RunAsync(RemoteScenarios.Call),
        "version" => _ => Deployment.RunAsync(() => Deployment.RequirePulumiVersionAsync(">=3.0.0")),
        "settings" => _ => Deployment.RunAsync(SettingScenarios.Settings),
        "stack-class" => _ => Deployment.RunAsync<SettingScenarios.DemoStack>(),
        _ => throw new ArgumentException($"There is no program '{name}'."),
    };
}
