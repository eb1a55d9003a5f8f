using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>The calls in docs/ci-cd.md that start model.yml are ones that model.yml understands.</summary>
public sealed partial class DocumentedCallTests
{
    private static readonly string Docs = File.ReadAllText(Repository.At("docs/ci-cd.md"));

    [Fact]
    public void The_event_that_new_data_s_job_ended_well_is_the_one_that_GitHub_starts_it_on()
    {
        var body = Documented("event_type");
        var workflow = Workflow.Named("model.yml");

        Assert.Contains(body.GetProperty("event_type").GetString(),
            workflow.Triggers["repository_dispatch"].List("types").Select(type => type.ToString()));
        // What GitHub takes: at most 10 properties, and a type of at most 100 characters.
        var payload = body.GetProperty("client_payload").EnumerateObject().Select(property => property.Name).ToList();
        Assert.True(payload.Count <= 10);
        var text = File.ReadAllText(Repository.At(workflow.Path));
        Assert.Equal(payload.Select(name => $"github.event.client_payload.{name}").Order(),
            Payload().Matches(text).Select(match => match.Value).Distinct().Order());
    }

    [Fact]
    public void The_call_to_Azure_Pipelines_gives_parameters_that_there_are()
    {
        var parameters = Yaml.Load("pipelines/azure-devops/model.yml").List("parameters")
            .ToDictionary(parameter => parameter.Text("name")!);

        Assert.All(Documented("templateParameters").GetProperty("templateParameters").EnumerateObject(), given =>
        {
            Assert.Contains(given.Name, parameters.Keys);
            var values = parameters[given.Name].List("values").Select(value => value.ToString()).ToList();
            Assert.True(values.Count == 0 || values.Contains(given.Value.GetString()!), given.ToString());
        });
    }

    [Fact]
    public void A_person_s_commands_give_inputs_that_there_are()
    {
        var inputs = Workflow.Named("model.yml").Triggers["workflow_dispatch"].Map("inputs").Keys;
        var parameters = Yaml.Load("pipelines/azure-devops/model.yml").List("parameters")
            .Select(parameter => parameter.Text("name")!);
        var commands = Docs.Split('\n').Select(line => line.Trim()).ToList();

        Assert.Equal(inputs.Order(), parameters.Order());
        var given = commands.Where(line => line.StartsWith("gh workflow run model.yml ", StringComparison.Ordinal)
            || line.StartsWith("az pipelines run --name model ", StringComparison.Ordinal))
            .SelectMany(line => Given().Matches(line).Select(match => match.Groups[1].Value)).ToList();
        Assert.Equal(inputs.Order(), given.Distinct().Order());
    }

    private static JsonElement Documented(string member)
    {
        var body = Assert.Single(Json().Matches(Docs), match => match.Value.Contains(member, StringComparison.Ordinal));
        return JsonDocument.Parse(body.Groups[1].Value).RootElement;
    }

    [GeneratedRegex(@"`(\{""[^`]*\})`")]
    private static partial Regex Json();

    [GeneratedRegex(@"github\.event\.client_payload\.\w+")]
    private static partial Regex Payload();

    [GeneratedRegex(@" (\w+)=")]
    private static partial Regex Given();
}
