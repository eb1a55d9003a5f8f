using Google.Protobuf;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>A call that a program made.</summary>
internal sealed record Exchange(string Method, IMessage Request);
