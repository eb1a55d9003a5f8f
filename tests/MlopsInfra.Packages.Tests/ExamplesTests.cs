using MlopsInfra.Components;
using MlopsInfra.Packages.Tests.Documentation;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests;

/// <summary>
/// The examples of docs/using-the-components.md compile against the packed package, and declare resources under Pulumi's mocks.
/// </summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class ExamplesTests(PackedFeed feed)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(BuildFacts.Root, "docs", "using-the-components.md"));

    private static readonly string Mocks =
        File.ReadAllText(Path.Combine(BuildFacts.Root, "tests", "MlopsInfra.Components.Tests", "Support", "AzureMocks.cs"));

    [Fact]
    public void Every_component_has_an_example() =>
        Assert.All(ReferencePage.All, component => Assert.Contains($"new {component.Name}(", Page, StringComparison.Ordinal));

    // One text: what editors show is what is compiled and run below.
    [Fact]
    public void The_example_of_a_component_s_documentation_is_the_page_s()
    {
        var documentation = new XmlDocumentation(typeof(MlopsComponent).Assembly);
        Assert.All(ReferencePage.All, component =>
        {
            var example = documentation.Example(component);
            Assert.Contains($"= new {component.Name}(", example, StringComparison.Ordinal);
            Assert.Contains($"```csharp\n{example}\n```", Page, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public async Task Every_example_compiles_against_the_package_and_runs_under_mocks(string framework)
    {
        var programs = MarkdownExamples.Read(Page);
        using var place = new EmptyPlace(feed);
        place.Write("Examples/Examples.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <!-- A machine that has no .NET but the newest runs the older one's programs with that; their launcher, which it lacks, is not needed. -->
                <RollForward>Major</RollForward>
                <UseAppHost>false</UseAppHost>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MlopsInfra.Components" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        place.Write("Examples/AzureMocks.cs", Mocks);
        place.Write("Examples/Program.cs", Program(programs));

        var run = (await place.DotnetAsync("Examples", "run")).Succeeded();

        Assert.All(programs.Keys, title => Assert.Matches($"{title}: [1-9][0-9]* resources", run.Text));
    }

    private static string Program(IReadOnlyDictionary<string, string> programs) => $$"""
        using MlopsInfra.Components;
        using MlopsInfra.Testing;
        using Pulumi;
        using Pulumi.Testing;

        const string subscriptionId = AzureMocks.SubscriptionId;
        const string tenantId = AzureMocks.TenantId;

        {{string.Join('\n', programs.Select(program => $$"""
            await Run("{{program.Key}}", () =>
            {
            {{program.Value}}
            });
            """))}}

        static async Task Run(string title, Action declare)
        {
            var mocks = new AzureMocks();
            await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, declare);
            Console.WriteLine($"{title}: {mocks.Resources.Count} resources");
        }
        """;
}
