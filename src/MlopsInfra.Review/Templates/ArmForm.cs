using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>A resource as Azure Resource Manager takes and shows it.</summary>
/// <param name="Type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="ApiVersion">The API version.</param>
/// <param name="Body">What a PUT sends.</param>
/// <param name="Secrets">JSON pointers (RFC 6901) into the body of what is secret.</param>
/// <param name="View">What a GET shows; empty if that is not known.</param>
/// <param name="Answers">What it answers to the template functions that ask it.</param>
public sealed record ArmForm(
    string Type, string ApiVersion, JsonObject Body, IReadOnlyList<string> Secrets, JsonObject View,
    IReadOnlyList<ArmAnswer> Answers);
