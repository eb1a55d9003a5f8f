using Pulumi;
using Pulumi.AzureNative.ApplicationInsights;
using Pulumi.AzureNative.ApplicationInsights.Inputs;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>Asks an address from five places in the world, and mails when two of them get no answer.</summary>
/// <example>
/// <code><![CDATA[
/// var test = new AvailabilityTest("pumps-qa-availability", new AvailabilityTestArgs
/// {
///     Placement = placement,
///     TestName = names.For(NamingRules.WebTest, "qa"),
///     DisplayName = "QA scoring",
///     Url = qa.ScoringUrl,
///     ApplicationInsightsId = monitoring.ApplicationInsightsId,
///     ActionGroupId = alerts.ActionGroupId,
/// });
/// ]]></code>
/// </example>
public sealed class AvailabilityTest : MlopsComponent
{
    // Azure's own advice: five places, and an alert from two on, so that one place's trouble is no alarm. West and North Europe,
    // France, East US, Singapore.
    private static readonly string[] Places =
        ["emea-nl-ams-azr", "emea-gb-db3-azr", "emea-fr-pra-edge", "us-va-ash-azr", "apac-sg-sin-azr"];
    private const int FailingPlaces = 2;
    private const int TimeoutSeconds = 30;

    private readonly AvailabilityTestArgs _args;

    /// <summary>Declares the test and its alert.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public AvailabilityTest(string name, AvailabilityTestArgs args, ComponentResourceOptions? options = null)
        : base(nameof(AvailabilityTest), name, args, options)
    {
        _args = args;
        var test = Declare($"{name}-test", CreateTestArgs(), (n, a, o) => new WebTest(n, a, o));
        Declare($"{name}-alert", CreateAlertArgs(test), (n, a, o) => new MetricAlert(n, a, o));
        TestId = test.Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the test.</summary>
    [Output("testId")]
    public Output<string> TestId { get; private set; }

    private WebTestArgs CreateTestArgs()
    {
        var test = new WebTestArgs
        {
            WebTestName = _args.TestName,
            SyntheticMonitorId = _args.TestName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = _args.ApplicationInsightsId.Apply(LinkedTags),
            Kind = WebTestKind.Standard,
            WebTestKind = WebTestKind.Standard,
            Enabled = true,
            Frequency = _args.Minutes * 60,
            Timeout = TimeoutSeconds,
            RetryEnabled = true,
            Request =
                new WebTestPropertiesRequestArgs { RequestUrl = _args.Url, HttpVerb = "GET", ParseDependentRequests = false },
            ValidationRules = new WebTestPropertiesValidationRulesArgs { ExpectedHttpStatusCode = 200 },
        };
        foreach (var place in Places) test.Locations.Add(new WebTestGeolocationArgs { Location = place });
        return test;
    }

    // The portal and the service find the component of a test by this hidden tag.
    private Dictionary<string, string> LinkedTags(string applicationInsightsId) =>
        new(EffectivePlacement.Tags) { [$"hidden-link:{applicationInsightsId}"] = "Resource" };

    private MetricAlertArgs CreateAlertArgs(WebTest test) => new()
    {
        RuleName = $"alert-{_args.TestName}",
        Description = $"{_args.DisplayName} can't be reached from {FailingPlaces} or more places.",
        ResourceGroupName = EffectivePlacement.ResourceGroupName,
        Location = "global",
        Tags = EffectivePlacement.TagMap(),
        Enabled = true,
        Severity = 1,
        EvaluationFrequency = "PT5M",
        // A window as long as the time between two tests would miss one now and then.
        WindowSize = _args.Minutes > 5 ? "PT30M" : "PT15M",
        AutoMitigate = true,
        Scopes = { test.Id, _args.ApplicationInsightsId },
        Criteria = new WebtestLocationAvailabilityCriteriaArgs
        {
            OdataType = "Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria",
            WebTestId = test.Id,
            ComponentId = _args.ApplicationInsightsId,
            FailedLocationCount = FailingPlaces,
        },
        Actions = { new MetricAlertActionArgs { ActionGroupId = _args.ActionGroupId } },
    };
}
